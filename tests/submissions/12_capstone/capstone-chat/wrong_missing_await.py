# wrong: missing-await
# says: line 5 never awaits `app.state.openai_client.chat.completion…`
@app.post("/chat")
async def chat(body: Message):
    completion = app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion}
