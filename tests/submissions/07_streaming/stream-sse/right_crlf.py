# right: carriage returns, bytes and indented JSON over several data lines

import json

app = FastAPI()


@app.post("/stream-sse")
async def stream_sse(body: Message):
    async def frames():
        messages = [{"role": "user", "content": body.message}]
        async with openai_client.chat.completions.stream(model=MODEL, messages=messages) as stream:
            async for event in stream:
                if event.type == "content.delta":
                    lines = json.dumps({"token": event.delta}, indent=1).splitlines()
                    yield "".join(f"data:{line}\r\n" for line in lines).encode() + b"\r\n"
        yield b"event:done\r\ndata\r\n\r\n"

    return StreamingResponse(frames(), media_type="text/event-stream; charset=utf-8")
