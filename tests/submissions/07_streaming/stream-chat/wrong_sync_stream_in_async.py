# wrong: loop-held
# says: line 10: `for chunk in llm.stream(body.message):` held the event loop while others waited

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        for chunk in llm.stream(body.message):
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
