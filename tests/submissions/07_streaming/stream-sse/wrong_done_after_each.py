# wrong: many-done
# says: the stream sends 11 events named `done`

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    async for chunk in llm.astream(body.message):
        yield ServerSentEvent(data={"token": chunk.text})
        yield ServerSentEvent(event="done", data={})
