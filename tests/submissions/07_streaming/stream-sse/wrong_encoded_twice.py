# wrong: wrong-event
# says: an event holds `"{\"token\": \"\"}"`: JSON that was encoded twice

import json

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    async for chunk in llm.astream(body.message):
        yield ServerSentEvent(data=json.dumps({"token": chunk.text}))
    yield ServerSentEvent(event="done", data={})
