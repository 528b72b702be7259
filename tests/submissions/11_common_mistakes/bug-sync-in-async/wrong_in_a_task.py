# wrong: loop-held
# says: ?
async def ask(message):
    return llm.invoke(message).text


app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await asyncio.create_task(ask(body.message))
    return {"response": reply}
