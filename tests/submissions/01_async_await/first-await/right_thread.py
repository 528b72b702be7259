# right: the sync client, in a thread

from openai import OpenAI

sync_client = OpenAI()


def ask_and_wait(question: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask(question: str) -> str:
    return await asyncio.to_thread(ask_and_wait, question)
