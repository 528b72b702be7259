# wrong: missing-await
# says: line 6 never awaits `openai_client.chat.completions.create(…)`


async def ask(question: str) -> str:
    completion = openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content
