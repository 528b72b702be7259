# right: makes a coroutine, then a task, and awaits that


async def ask(question: str) -> str:
    coroutine = openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    task = asyncio.create_task(coroutine)
    completion = await task
    return completion.choices[0].message.content
