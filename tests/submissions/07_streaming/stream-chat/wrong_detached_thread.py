# wrong: keeps-paying
# says: the client has left, and your app still reads the model's stream

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    queue = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def produce():
        for chunk in llm.stream(body.message):
            loop.call_soon_threadsafe(queue.put_nowait, chunk.text)
        loop.call_soon_threadsafe(queue.put_nowait, None)

    async def tokens():
        loop.run_in_executor(None, produce)
        while (token := await queue.get()) is not None:
            yield token

    return StreamingResponse(tokens(), media_type="text/plain")
