# wrong: wrong-shape
# says: the reply of `POST /chat` has no `response`; it has `reply`

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"reply": completion.choices[0].message.content}
