# right: collects a stream
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    pieces = [chunk.text async for chunk in llm.astream(body.message)]
    return {"response": "".join(pieces)}
