# wrong: crash
# says: line 12: `completion["choices"]` raised TypeError

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion["choices"][0]["message"]["content"]}
