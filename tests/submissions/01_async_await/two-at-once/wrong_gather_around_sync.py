# wrong: loop-held
# says: line 10: `sync_client.chat.completions.create(…)` held the event loop while others waited

from openai import OpenAI

sync_client = OpenAI()


async def reply_to(question: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    return await asyncio.gather(reply_to(first), reply_to(second))
