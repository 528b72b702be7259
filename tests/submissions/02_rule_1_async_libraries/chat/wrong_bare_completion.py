# wrong: wrong-shape
# says: the reply of `POST /chat` has no `response`; it has `id`, `choices`, `created`, `model`

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    return await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
