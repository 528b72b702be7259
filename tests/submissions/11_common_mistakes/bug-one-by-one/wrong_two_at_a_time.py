# wrong: one-by-one
# says: only 2 of 5 calls reached the model while it held its replies
app = FastAPI()
limit = asyncio.Semaphore(2)


@app.post("/fixed")
async def fixed(body: Messages):
    async def ask(message):
        async with limit:
            return (await llm.ainvoke(message)).text

    return {"responses": await asyncio.gather(*map(ask, body.messages))}
