# wrong: prompt-lost
# says: the model was asked, but not what the user wrote


async def ask(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "question"}]
    )
    return completion.choices[0].message.content
