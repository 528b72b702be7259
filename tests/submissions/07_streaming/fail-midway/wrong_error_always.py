# wrong: no-error
# says: the model broke off, and your stream broke off with it

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    try:
        async for chunk in llm.astream(body.message):
            yield {"token": chunk.text}
    finally:
        yield ServerSentEvent(event="error", data={})
