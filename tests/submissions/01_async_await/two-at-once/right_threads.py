# right: two threads with the sync client

from openai import OpenAI

sync_client = OpenAI()


def reply_to(question: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    calls = (asyncio.to_thread(reply_to, question) for question in (first, second))
    return list(await asyncio.gather(*calls))
