# right: hands the sync client's call to a thread

import asyncio

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = await asyncio.to_thread(
        sync_client.chat.completions.create,
        model=MODEL,
        messages=[{"role": "user", "content": body.message}],
    )
    return {"response": completion.choices[0].message.content}
