# wrong: endless
# says: line 13: `asyncio.sleep(0)` goes on without end and sends nothing

import asyncio

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    replies = []
    while not replies:
        await asyncio.sleep(0)
    return {"response": replies[0]}
