# wrong: not-asked-to-stream
# says: the model was asked for a whole reply, not for a stream

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    reply = await llm.ainvoke(body.message)
    for word in reply.text.split(" "):
        yield {"token": word + " "}
    yield ServerSentEvent(event="done", data={})
