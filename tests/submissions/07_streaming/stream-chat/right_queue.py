# right: a producer task and a queue, ended with the generator

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    queue = asyncio.Queue()

    async def produce():
        async for chunk in llm.astream(body.message):
            await queue.put(chunk.text)
        await queue.put(None)

    async def tokens():
        producer = asyncio.create_task(produce())
        try:
            while (token := await queue.get()) is not None:
                yield token
        finally:
            producer.cancel()

    return StreamingResponse(tokens(), media_type="text/plain")
