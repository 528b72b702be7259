# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies

import asyncio

lock = asyncio.Lock()

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    async with lock:
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    return {"response": completion.choices[0].message.content}
