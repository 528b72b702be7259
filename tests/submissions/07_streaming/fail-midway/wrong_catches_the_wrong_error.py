# wrong: no-error
# says: the model broke off, and your stream ended as if all were well

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    try:
        async for chunk in llm.astream(body.message):
            yield {"token": chunk.text}
        yield ServerSentEvent(event="done", data={})
    except (ConnectionError, TimeoutError):
        yield ServerSentEvent(event="error", data={})
