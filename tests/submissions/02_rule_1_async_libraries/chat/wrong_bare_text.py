# wrong: wrong-shape
# says: `POST /chat` replied with a string, not an object with `response`

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return completion.choices[0].message.content
