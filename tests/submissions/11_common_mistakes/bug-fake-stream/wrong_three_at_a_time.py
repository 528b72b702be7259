# wrong: collects
# says: the model has sent 4 tokens, but the client has less
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        pieces = []
        async for chunk in llm.astream(body.message):
            pieces.append(chunk.text)
            if len(pieces) == 3:
                yield "".join(pieces)
                pieces.clear()
        yield "".join(pieces)

    return StreamingResponse(tokens(), media_type="text/plain")
