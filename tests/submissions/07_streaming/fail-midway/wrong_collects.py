# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    tokens, ending = [], ServerSentEvent(event="done", data={})
    try:
        async for chunk in llm.astream(body.message):
            tokens.append(chunk.text)
    except APIError:
        ending = ServerSentEvent(event="error", data={})
    for token in tokens:
        yield {"token": token}
    yield ending
