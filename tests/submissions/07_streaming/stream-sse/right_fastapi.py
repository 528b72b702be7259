# right: FastAPI's own server-sent events, with LangChain

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message) -> AsyncIterator[ServerSentEvent]:
    async for chunk in llm.astream(body.message):
        if chunk.text:
            yield ServerSentEvent(data={"token": chunk.text})
    yield ServerSentEvent(event="done", data={})
