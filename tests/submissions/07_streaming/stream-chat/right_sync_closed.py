# right: a plain generator, closed by the response's background task

from openai import OpenAI
from starlette.background import BackgroundTask

sync_client = OpenAI()
app = FastAPI()


@app.post("/stream-chat")
def stream_chat(body: Message):
    stream = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
    )
    tokens = (chunk.choices[0].delta.content or "" for chunk in stream)
    return StreamingResponse(
        tokens, media_type="text/plain", background=BackgroundTask(stream.close)
    )
