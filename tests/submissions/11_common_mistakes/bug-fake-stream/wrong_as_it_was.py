# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        pieces = []
        async for chunk in llm.astream(body.message):
            pieces.append(chunk.text)
        for piece in pieces:
            yield piece

    return StreamingResponse(tokens(), media_type="text/plain")
