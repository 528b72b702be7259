# wrong: nested-run
# says: line 18: `asyncio.run(reply_to(body.message))` starts a second event loop inside the first

import asyncio

app = FastAPI()


async def reply_to(message: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    return {"response": asyncio.run(reply_to(body.message))}
