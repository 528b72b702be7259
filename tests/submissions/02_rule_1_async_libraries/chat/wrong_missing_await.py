# wrong: missing-await
# says: line 9: `client.chat.completions.create(…)` was called but never awaited

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    reply = client.chat.completions.create(
        model="gpt-4o-mini", messages=[{"role": "user", "content": body.message}]
    )
    return {"response": reply.choices[0].message.content}
