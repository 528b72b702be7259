# wrong: loop-held
# says: line 9: `sync_client.chat.completions.create(…)` held the event loop while others waited

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
