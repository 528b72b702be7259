# right: starts the first as a task and awaits the second meanwhile


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    begun = asyncio.create_task(reply_to(first))
    text_of_second = await reply_to(second)
    return [await begun, text_of_second]
