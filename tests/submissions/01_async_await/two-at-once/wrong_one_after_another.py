# wrong: one-by-one
# says: only 1 of 2 calls reached the model while it held its replies


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


async def ask_both(first: str, second: str) -> list[str]:
    return [await reply_to(first), await reply_to(second)]
