# wrong: loop-held
# says: line 8: `sync_client.chat.completions.create(…)` held the event loop while others waited

app = FastAPI()


def reply_to(message: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    return {"response": reply_to(body.message)}
