# wrong: never-answers
# says: line 12: `ready.wait()` waits for something that never comes

import asyncio

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    ready = asyncio.Event()
    await ready.wait()
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
