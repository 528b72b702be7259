# wrong: not-json
# says: `POST /long` replied with something that is not JSON

app = FastAPI()


@app.post("/long")
async def long(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
