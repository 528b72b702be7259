# right: LangChain's astream in an async generator

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
