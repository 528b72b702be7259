# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies
app = FastAPI()
turn = asyncio.Lock()


@app.post("/fixed")
async def fixed(body: Message):
    async with turn:
        reply = await llm.ainvoke(body.message)
    return {"response": reply.text}
