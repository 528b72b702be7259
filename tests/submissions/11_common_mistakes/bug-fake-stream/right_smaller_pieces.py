# right: sends each token letter by letter
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            for letter in chunk.text:
                yield letter

    return StreamingResponse(tokens(), media_type="text/plain")
