# wrong: no-answer
# says: `app` is a function, and a FastAPI app is asked for


async def app(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
