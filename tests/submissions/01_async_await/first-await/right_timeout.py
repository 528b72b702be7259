# right: bounds the wait and keeps the question in a longer prompt


async def ask(question: str) -> str:
    prompt = f"Answer in one sentence. Question: {question}"
    async with asyncio.timeout(60):
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": prompt}]
        )
    return completion.choices[0].message.content
