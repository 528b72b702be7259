# wrong: loop-held
# says: line 19: `sync_client.chat.completions.create(…)` held the event loop while others waited

import asyncio


async def no_sleep(seconds: float, result: object = None) -> object:
    return result


asyncio.sleep = no_sleep

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    await asyncio.sleep(1)
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
