# wrong: loop-held
# says: line 9: `for chunk in llm.stream(body.message):` held the event loop while others waited
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        for chunk in llm.stream(body.message):
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
