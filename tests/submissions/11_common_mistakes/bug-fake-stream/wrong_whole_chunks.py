# wrong: crash
# says: `POST /fixed` raised AttributeError
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk

    return StreamingResponse(tokens(), media_type="text/plain")
