# right: a plain generator over the sync client, in threads

from openai import OpenAI, OpenAIError

sync_client = OpenAI()
app = FastAPI()


@app.post("/fail-midway", response_class=EventSourceResponse)
def fail_midway(body: Message):
    try:
        stream = sync_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
        )
        for chunk in stream:
            yield {"token": chunk.choices[0].delta.content or ""}
    except OpenAIError:
        yield ServerSentEvent(event="error", data={"retry": True})
        return
    yield ServerSentEvent(event="done", data={})
