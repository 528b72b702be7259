# right: yields dicts, and one event with a name; sync generator in threads

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
def stream_sse(body: Message):
    for chunk in llm.stream(body.message):
        yield {"token": chunk.text}
    yield ServerSentEvent(event="done", raw_data="bye")
