# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies
turn = asyncio.Lock()


@app.post("/chat")
async def chat(body: Message) -> dict[str, str]:
    async with turn:
        return {"response": (await llm.ainvoke(body.message)).text}
