# wrong: loop-held
# says: line 4: `llm.invoke(message)` held the event loop while others waited
async def ask(message):
    return llm.invoke(message).text


app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await asyncio.create_task(ask(body.message))
    return {"response": reply}
