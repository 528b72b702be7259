# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        buffer = []

        async def read():
            async for chunk in llm.astream(body.message):
                buffer.append(chunk.text)

        reading = asyncio.create_task(read())
        try:
            while not reading.done():
                await asyncio.sleep(1)
                yield "".join(buffer)
                buffer.clear()
        finally:
            reading.cancel()

    return StreamingResponse(tokens(), media_type="text/plain")
