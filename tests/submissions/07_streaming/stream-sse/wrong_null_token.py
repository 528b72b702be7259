# wrong: wrong-event
# says: an event holds `{"token": null}`: its `token` is not a text

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    stream = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
    )
    async for chunk in stream:
        yield {"token": chunk.choices[0].delta.content}
    yield ServerSentEvent(event="done", data={})
