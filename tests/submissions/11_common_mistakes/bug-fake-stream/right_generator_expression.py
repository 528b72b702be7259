# right: an async generator expression
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    pieces = (chunk.text async for chunk in llm.astream(body.message))
    return StreamingResponse(pieces, media_type="text/plain")
