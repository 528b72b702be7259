# right: an inner function in FastAPI's thread pool

from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    def ask() -> str:
        completion = sync_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": f"Summarize: {body.text}"}]
        )
        return completion.choices[0].message.content

    return {"summary": await run_in_threadpool(ask)}
