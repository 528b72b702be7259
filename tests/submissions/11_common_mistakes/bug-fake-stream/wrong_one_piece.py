# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        text = ""
        async for chunk in llm.astream(body.message):
            text += chunk.text
        yield text

    return StreamingResponse(tokens(), media_type="text/plain")
