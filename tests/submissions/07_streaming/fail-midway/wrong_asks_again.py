# wrong: asks-again
# says: the model broke off, and your app asks it the same again

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    while True:
        try:
            async for chunk in llm.astream(body.message):
                yield {"token": chunk.text}
            yield ServerSentEvent(event="done", data={})
            return
        except APIError:
            continue
