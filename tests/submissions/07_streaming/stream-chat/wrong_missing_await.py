# wrong: missing-await
# says: line 10 never awaits `openai_client.chat.completions.create(…)`

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        stream = openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
        )
        async for chunk in stream:
            yield chunk.choices[0].delta.content or ""

    return StreamingResponse(tokens(), media_type="text/plain")
