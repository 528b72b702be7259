# wrong: no-error
# says: the event `error` has no `data:` line, so a browser drops it

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    try:
        async for chunk in llm.astream(body.message):
            yield {"token": chunk.text}
    except APIError:
        yield ServerSentEvent(event="error")
    else:
        yield ServerSentEvent(event="done", data={})
