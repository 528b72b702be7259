# right: token events have a name, an id and comments between them

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    yield ServerSentEvent(comment="hello", retry=3000)
    number = 0
    async for chunk in llm.astream(body.message):
        number += 1
        yield ServerSentEvent(event="token", id=str(number), data={"token": chunk.text})
    yield ServerSentEvent(event="done", data={"tokens": number})
