# right: the same text in other pieces: letter by letter

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def letters():
        async for chunk in llm.astream(body.message):
            for letter in chunk.text:
                yield letter

    return StreamingResponse(letters(), media_type="text/plain")
