# wrong: wrong-reply
# says: `response` is not what the model replied to this user

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": body.message}
