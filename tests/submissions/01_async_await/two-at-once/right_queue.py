# right: two workers for the whole notebook, started at first use
workers = []
queue = asyncio.Queue()


async def work():
    while True:
        question, future = await queue.get()
        try:
            completion = await openai_client.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": question}]
            )
            future.set_result(completion.choices[0].message.content)
        except Exception as error:
            future.set_exception(error)


async def ask_both(first: str, second: str) -> list[str]:
    if not workers:
        workers.extend(asyncio.create_task(work()) for _ in range(2))
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(2)]
    for question, future in zip((first, second), futures):
        queue.put_nowait((question, future))
    return [await future for future in futures]
