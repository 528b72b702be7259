# wrong: loop-held
# says: line 20: `future.result()` held the event loop while others waited

import asyncio

app = FastAPI()


async def reply_to(message: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(reply_to(body.message), loop)
    return {"response": future.result()}
