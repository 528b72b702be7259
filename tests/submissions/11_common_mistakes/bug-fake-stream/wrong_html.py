# wrong: wrong-content-type
# says: `POST /fixed` sends text/html, not text/plain
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/html")
