# wrong: no-answer
# says: pass the function itself, not a call of it


async def reply_to(question: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}]
    )
    return completion.choices[0].message.content


ask = reply_to("What is a coroutine?")
