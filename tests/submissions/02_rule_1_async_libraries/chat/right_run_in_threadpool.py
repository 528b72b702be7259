# right: hands a blocking helper to FastAPI's thread pool

from fastapi.concurrency import run_in_threadpool

app = FastAPI()


def reply_to(message: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    return {"response": await run_in_threadpool(reply_to, body.message)}
