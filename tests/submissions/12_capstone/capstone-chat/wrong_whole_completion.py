# wrong: wrong-type
# says: `response` is an object, and the model's text is asked for
@app.post("/chat")
async def chat(body: Message):
    completion = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.model_dump()}
