# wrong: never-answers
# says: line 15: `replies.get()` waits for something that never comes

import asyncio

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    replies = asyncio.Queue()
    await replies.get()
    return {"response": completion.choices[0].message.content}
