# wrong: loop-held
# says: line 10: `sync_client.chat.completions.create(…)` held the event loop while others waited

import asyncio

app = FastAPI()


async def ask(text: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Summarize: {text}"}]
    )
    return completion.choices[0].message.content


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    task = asyncio.create_task(ask(body.text))
    return {"summary": await task}
