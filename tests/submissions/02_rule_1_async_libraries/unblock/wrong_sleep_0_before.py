# wrong: loop-held
# says: line 12: `sync_client.chat.completions.create(…)` held the event loop while others waited

import asyncio

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    await asyncio.sleep(0)  # let the others go first
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Summarize: {body.text}"}]
    )
    return {"summary": completion.choices[0].message.content}
