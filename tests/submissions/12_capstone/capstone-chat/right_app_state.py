# right: the client that the lifespan keeps on the app
@app.post("/chat")
async def chat(body: Message) -> dict[str, str]:
    completion = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
