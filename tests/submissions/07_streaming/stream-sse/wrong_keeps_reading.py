# wrong: keeps-paying
# says: the client has left, and your app still reads the model's stream

app = FastAPI()


@app.post("/stream-sse", response_class=EventSourceResponse)
async def stream_sse(body: Message):
    queue = asyncio.Queue()

    async def produce():
        async for chunk in llm.astream(body.message):
            await queue.put({"token": chunk.text})
        await queue.put(ServerSentEvent(event="done", data={}))

    producing = asyncio.create_task(produce())
    while not producing.done() or not queue.empty():
        yield await queue.get()
