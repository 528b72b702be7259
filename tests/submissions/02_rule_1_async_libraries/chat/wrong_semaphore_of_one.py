# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies

import asyncio

one_at_a_time = asyncio.Semaphore(1)

app = FastAPI()


async def reply_to(message: str) -> str:
    async with one_at_a_time:
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": message}]
        )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    return {"response": await reply_to(body.message)}
