# right: a pool of two threads with the sync client

from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

sync_client = OpenAI()
pool = ThreadPoolExecutor(2)


def reply_to(question: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    loop = asyncio.get_running_loop()
    calls = [loop.run_in_executor(pool, reply_to, question) for question in (first, second)]
    return list(await asyncio.gather(*calls))
