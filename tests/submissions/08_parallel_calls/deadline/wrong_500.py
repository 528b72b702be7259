# wrong: not-caught
# says: the call was late, and the user got 500: nothing caught the TimeoutError

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    async with asyncio.timeout(DEADLINE):
        reply = await llm.ainvoke(body.query)
    return {"response": reply.text}
