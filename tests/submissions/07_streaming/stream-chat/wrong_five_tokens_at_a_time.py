# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        buffer = []
        async for chunk in llm.astream(body.message):
            buffer.append(chunk.text)
            if len(buffer) == 5:
                yield "".join(buffer)
                buffer.clear()
        yield "".join(buffer)

    return StreamingResponse(tokens(), media_type="text/plain")
