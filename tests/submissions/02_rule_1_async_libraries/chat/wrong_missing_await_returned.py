# wrong: missing-await
# says: line 10 never awaits `openai_client.chat.completions.create(…)`

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    return {
        "response": openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    }
