# wrong: keeps-paying
# says: the client has left, and your app still reads the model's stream

app = FastAPI()
producers = set()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    queue = asyncio.Queue()

    async def produce():
        async for chunk in llm.astream(body.message):
            await queue.put(chunk.text)
        await queue.put(None)

    async def tokens():
        while (token := await queue.get()) is not None:
            yield token

    producer = asyncio.create_task(produce())
    producers.add(producer)
    producer.add_done_callback(producers.discard)
    return StreamingResponse(tokens(), media_type="text/plain")
