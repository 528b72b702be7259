# wrong: order-lost
# says: `ask_both` has the replies in the order they came, not as they were asked


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    calls = [reply_to(first), reply_to(second)]
    return [await ready for ready in asyncio.as_completed(calls)]
