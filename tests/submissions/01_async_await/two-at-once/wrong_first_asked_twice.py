# wrong: prompt-lost
# says: the model was asked, but not what the user wrote


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    return await asyncio.gather(reply_to(first), reply_to(first))
