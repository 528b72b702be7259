# wrong: wrong-shape
# says: `ask_both` returned one text, and a list of two texts is asked for


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    return "\n".join(await asyncio.gather(reply_to(first), reply_to(second)))
