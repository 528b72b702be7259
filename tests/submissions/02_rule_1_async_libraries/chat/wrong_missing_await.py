# wrong: missing-await
# says: line 9 never awaits `openai_client.chat.completions.create(…)`

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
