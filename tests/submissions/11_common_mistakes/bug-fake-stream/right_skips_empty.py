# right: skips the chunks that hold no text at all
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            if chunk.text:
                yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
