# wrong: wrong-type
# says: what `ask` returns is `None`, and the model's text is asked for


async def ask(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    print(completion.choices[0].message.content)
