# wrong: missing-await
# says: line 6 never awaits `openai_client.chat.completions.create(…)`


async def ask(question: str) -> str:
    return openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
