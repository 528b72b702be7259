# right: a wrapper around any stream turns its failure into an event

import json

from openai import APIConnectionError

app = FastAPI()


def frame(name, data):
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


async def told(tokens):
    try:
        async for token in tokens:
            yield frame("token", {"token": token})
    except APIConnectionError:
        yield frame("error", {"message": "The model broke off. Please ask again."})
    else:
        yield frame("done", {})


async def ask(message):
    async for chunk in llm.astream(message):
        yield chunk.text


@app.post("/fail-midway")
async def fail_midway(body: Message):
    return StreamingResponse(told(ask(body.message)), media_type="text/event-stream")
