# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    tokens = [chunk.text async for chunk in llm.astream(body.message)]
    for token in tokens:
        yield {"token": token}
    yield ServerSentEvent(event="done", data={})
