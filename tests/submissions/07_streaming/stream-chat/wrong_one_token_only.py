# wrong: stops-early
# says: the stream ended while the model still had tokens to send

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk.text
            return

    return StreamingResponse(tokens(), media_type="text/plain")
