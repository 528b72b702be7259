# wrong: wrong-reply
# says: what `ask` returns is not what the model replied to this user


async def ask(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content.upper()
