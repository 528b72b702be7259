# right: waits for two tasks together


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    one, two = asyncio.create_task(reply_to(first)), asyncio.create_task(reply_to(second))
    await asyncio.wait({one, two})
    return [one.result(), two.result()]
