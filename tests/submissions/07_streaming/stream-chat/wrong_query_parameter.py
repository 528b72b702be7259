# wrong: query-parameter
# says: `POST /stream-chat` reads `message` from the query string, not from the JSON body

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(message: str):
    async def tokens():
        async for chunk in llm.astream(message):
            yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
