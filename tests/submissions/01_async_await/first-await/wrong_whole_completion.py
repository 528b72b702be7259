# wrong: wrong-type
# says: `ask` returns a `ChatCompletion`, not plain text, numbers or lists


async def ask(question: str) -> str:
    return await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
