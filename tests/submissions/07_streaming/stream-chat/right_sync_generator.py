# right: a plain generator over the sync client, which runs in threads

from openai import OpenAI

sync_client = OpenAI()
app = FastAPI()


@app.post("/stream-chat")
def stream_chat(body: Message):
    def tokens():
        stream = sync_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
        )
        for chunk in stream:
            if chunk.choices:
                yield chunk.choices[0].delta.content or ""

    return StreamingResponse(tokens(), media_type="text/plain")
