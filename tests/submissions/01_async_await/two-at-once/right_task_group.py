# right: a task group, results read from its tasks


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(reply_to(question)) for question in (first, second)]
    return [task.result() for task in tasks]
