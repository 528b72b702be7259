# wrong: tokens-lost
# says: the model broke off, and tokens that had come got lost

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    held = None
    try:
        async for chunk in llm.astream(body.message):
            if held:
                yield {"token": held}
            held = chunk.text
        yield {"token": held}
        yield ServerSentEvent(event="done", data={})
    except APIError:
        yield ServerSentEvent(event="error", data={})
