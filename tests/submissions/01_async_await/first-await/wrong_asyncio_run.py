# wrong: nested-run
# says: line 13: `asyncio.run(reply_to(question))` starts a second event loop inside the first


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


def ask(question: str) -> str:
    return asyncio.run(reply_to(question))
