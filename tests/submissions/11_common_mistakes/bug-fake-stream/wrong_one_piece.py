# wrong: collects
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        text = ""
        async for chunk in llm.astream(body.message):
            text += chunk.text
        yield text

    return StreamingResponse(tokens(), media_type="text/plain")
