# wrong: loop-held
# says: line 9: `llm.invoke(message)` held the event loop while others waited
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    async def ask(message):
        return llm.invoke(message).text

    return {"responses": await asyncio.gather(*map(ask, body.messages))}
