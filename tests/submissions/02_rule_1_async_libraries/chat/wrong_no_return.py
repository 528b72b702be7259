# wrong: wrong-shape
# says: `POST /chat` replied with nothing, not an object with `response`

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    {"response": completion.choices[0].message.content}
