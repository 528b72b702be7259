# wrong: loop-gone
# says: line 7: the client's open connection belongs to an event loop that is gone
import asyncio


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask(question: str) -> str:
    return await asyncio.to_thread(lambda: asyncio.run(reply_to(question)))
