# wrong: one-by-one
# says: only 1 of 2 calls reached the model while it held its replies


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    texts = []
    for question in (first, second):
        task = asyncio.create_task(reply_to(question))
        texts.append(await task)
    return texts
