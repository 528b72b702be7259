# wrong: client-per-request
# says: 3 requests in a row opened 3 connections to the model
@app.post("/chat")
async def chat(body: Message) -> dict[str, str]:
    async with AsyncOpenAI() as client:
        completion = await client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    return {"response": completion.choices[0].message.content}
