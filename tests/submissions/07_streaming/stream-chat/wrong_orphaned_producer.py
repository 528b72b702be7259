# wrong: keeps-paying
# says: the client has left, and the task of `produce` still reads for it
app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message, request: Request):
    queue = asyncio.Queue(maxsize=1)

    async def produce():
        try:
            async for chunk in llm.astream(body.message):
                await queue.put(chunk.text)
        except asyncio.CancelledError:
            pass
        await queue.put(None)

    producer = asyncio.create_task(produce())

    async def tokens():
        while (token := await queue.get()) is not None:
            yield token

    return StreamingResponse(tokens(), media_type="text/plain")
