# right: `gather`, with two calls in flight and never more

places = asyncio.Semaphore(2)


async def reply_to(question: str) -> str:
    async with places:
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": question}]
        )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    return await asyncio.gather(reply_to(first), reply_to(second))
