# wrong: crash
# says: `POST /stream-chat` raised AttributeError

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk

    return StreamingResponse(tokens(), media_type="text/plain")
