# right: frames made by hand with json.dumps, and the SDK

import json

app = FastAPI()


def frame(data, event=None):
    name = f"event: {event}\n" if event else ""
    return f"{name}data: {json.dumps(data)}\n\n"


@app.post("/stream-sse")
async def stream_sse(body: Message):
    async def frames():
        stream = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
        )
        async for chunk in stream:
            if chunk.choices and chunk.choices[0].delta.content:
                yield frame({"token": chunk.choices[0].delta.content})
        yield frame({}, event="done")

    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(frames(), media_type="text/event-stream", headers=headers)
