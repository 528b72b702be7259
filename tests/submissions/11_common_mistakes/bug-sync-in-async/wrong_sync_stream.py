# wrong: loop-held
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    return {"response": "".join(chunk.text for chunk in llm.stream(body.message))}
