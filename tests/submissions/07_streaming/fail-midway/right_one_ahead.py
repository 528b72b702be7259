# right: keeps one token back, and sends it in every case

app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
async def fail_midway(body: Message):
    held, ending = None, ServerSentEvent(event="done", data={})
    try:
        async for chunk in llm.astream(body.message):
            if held:
                yield {"token": held}
            held = chunk.text
    except APIError as error:
        ending = ServerSentEvent(event="error", data={"message": type(error).__name__})
    if held:
        yield {"token": held}
    yield ending
