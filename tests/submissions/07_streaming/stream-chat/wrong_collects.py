# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    tokens = [chunk.text async for chunk in llm.astream(body.message)]

    async def replay():
        for token in tokens:
            yield token

    return StreamingResponse(replay(), media_type="text/plain")
