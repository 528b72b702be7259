# wrong: missing-await
# says: line 7 never awaits `openai_client.chat.completions.create(…)`


async def ask(question: str) -> str:
    return str(
        openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": question}]
        )
    )
