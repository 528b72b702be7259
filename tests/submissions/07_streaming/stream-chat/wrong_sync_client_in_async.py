# wrong: loop-held
# says: line 12: `sync_client.chat.completions.create(…)` held the event loop while others waited

from openai import OpenAI

sync_client = OpenAI()
app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    stream = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
    )

    async def tokens():
        for chunk in stream:
            yield chunk.choices[0].delta.content or ""

    return StreamingResponse(tokens(), media_type="text/plain")
