# right: frames made by hand, and the SDK; catches every Exception

import json

app = FastAPI()


@app.post("/fail-midway")
async def fail_midway(body: Message):
    async def frames():
        ending = "done"
        try:
            stream = await openai_client.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
            )
            async for chunk in stream:
                token = chunk.choices[0].delta.content
                if token:
                    yield f"data: {json.dumps({'token': token})}\n\n"
        except Exception as error:
            ending = "error"
            yield f"event: error\ndata: {json.dumps(str(error))}\n\n"
        if ending == "done":
            yield "event: done\ndata:\n\n"

    return StreamingResponse(frames(), media_type="text/event-stream")
