# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    pieces = [chunk.text async for chunk in llm.astream(body.message)]
    return StreamingResponse(iter(pieces), media_type="text/plain")
