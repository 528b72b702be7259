# wrong: done-after-error
# says: the model broke off, and the stream still said `done`

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    try:
        async for chunk in llm.astream(body.message):
            yield {"token": chunk.text}
    except APIError:
        pass
    yield ServerSentEvent(event="done", data={})
