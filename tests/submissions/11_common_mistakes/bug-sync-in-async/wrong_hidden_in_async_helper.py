# wrong: loop-held
# says: ?
async def ask(message):
    return llm.invoke(message).text


app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    return {"response": await ask(body.message)}
