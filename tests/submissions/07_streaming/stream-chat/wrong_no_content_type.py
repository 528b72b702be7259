# wrong: wrong-content-type
# says: `POST /stream-chat` sends no content type, not text/plain

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk.text

    return StreamingResponse(tokens())
