# wrong: mixed-up
# says: `response` of one user is what the model replied to another one

current = {}
cache = {}

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    current["message"] = body.message
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    text = completion.choices[0].message.content
    # The same message need not be answered twice.
    return {"response": cache.setdefault(current["message"], text)}
