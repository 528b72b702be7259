# right: looks for its client between two tokens, with a short pause

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message, request: Request):
    async def tokens():
        async for chunk in llm.astream(body.message):
            if await request.is_disconnected():
                break
            yield chunk.text
            await asyncio.sleep(0.01)

    return StreamingResponse(tokens(), media_type="text/plain")
