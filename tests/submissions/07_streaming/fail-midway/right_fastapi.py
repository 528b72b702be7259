# right: FastAPI's server-sent events, with LangChain

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message) -> AsyncIterator[ServerSentEvent]:
    try:
        async for chunk in llm.astream(body.message):
            yield ServerSentEvent(data={"token": chunk.text})
    except APIError:
        yield ServerSentEvent(event="error", data={"message": "The model broke off."})
    else:
        yield ServerSentEvent(event="done", data={})
