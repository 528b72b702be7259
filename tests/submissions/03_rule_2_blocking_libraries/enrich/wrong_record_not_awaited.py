# wrong: missing-await
# says: the prompt holds a coroutine: a call of `to_thread` is never awaited

import asyncio

app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    record = asyncio.to_thread(archive.lookup, body.message)
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"{record} {body.message}"}]
    )
    return {"record": await record, "response": completion.choices[0].message.content}
