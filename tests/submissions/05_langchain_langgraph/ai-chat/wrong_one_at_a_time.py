# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies

import asyncio

app = FastAPI()
turn = asyncio.Lock()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    async with turn:
        reply = await llm.ainvoke(body.message)
    return {"response": reply.text}
