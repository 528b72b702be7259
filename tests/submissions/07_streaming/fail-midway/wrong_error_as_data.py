# wrong: no-error
# says: `{"error": "The model bro…` came as data, not in an event named `error`

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    try:
        async for chunk in llm.astream(body.message):
            yield {"token": chunk.text}
        yield ServerSentEvent(event="done", data={})
    except APIError:
        yield {"error": "The model broke off."}
