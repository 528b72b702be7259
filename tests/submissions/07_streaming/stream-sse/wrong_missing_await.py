# wrong: missing-await
# says: line 9 never awaits `openai_client.chat.completions.create(…)`

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    stream = openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
    )
    async for chunk in stream:
        yield {"token": chunk.choices[0].delta.content or ""}
    yield ServerSentEvent(event="done", data={})
