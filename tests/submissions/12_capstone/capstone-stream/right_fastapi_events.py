# right: FastAPI's own events over LangChain's astream
@app.post("/stream", response_class=EventSourceResponse)
async def stream(body: Message) -> AsyncIterator[ServerSentEvent]:
    try:
        async for chunk in llm.astream(body.message):
            if chunk.text:
                yield ServerSentEvent(data={"token": chunk.text})
    except APIError:
        yield ServerSentEvent(event="error", data={})
    else:
        yield ServerSentEvent(event="done", data={})
