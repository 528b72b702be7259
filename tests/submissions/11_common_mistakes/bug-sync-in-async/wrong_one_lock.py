# wrong: one-by-one
# says: ?
app = FastAPI()
turn = asyncio.Lock()


@app.post("/fixed")
async def fixed(body: Message):
    async with turn:
        reply = await llm.ainvoke(body.message)
    return {"response": reply.text}
