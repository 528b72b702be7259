# wrong: one-by-one
# says: ?
app = FastAPI()
limit = asyncio.Semaphore(2)


@app.post("/fixed")
async def fixed(body: Messages):
    async def ask(message):
        async with limit:
            return (await llm.ainvoke(message)).text

    return {"responses": await asyncio.gather(*map(ask, body.messages))}
