# wrong: kept-value
# says: `ask(…)` replied to a later user without asking the model

replies = {}


async def ask(question: str) -> str:
    key = MODEL  # and not the question
    if key not in replies:
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": question}]
        )
        replies[key] = completion.choices[0].message.content
    return replies[key]
