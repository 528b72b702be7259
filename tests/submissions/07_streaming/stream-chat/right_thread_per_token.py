# right: each token fetched by asyncio.to_thread from the sync stream

from openai import OpenAI

sync_client = OpenAI()
app = FastAPI()
END = object()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        stream = await asyncio.to_thread(
            sync_client.chat.completions.create,
            model=MODEL,
            messages=[{"role": "user", "content": body.message}],
            stream=True,
        )
        try:
            while (chunk := await asyncio.to_thread(next, stream, END)) is not END:
                yield chunk.choices[0].delta.content or ""
        finally:
            stream.close()

    return StreamingResponse(tokens(), media_type="text/plain")
