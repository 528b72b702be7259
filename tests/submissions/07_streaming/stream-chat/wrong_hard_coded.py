# wrong: model-not-asked
# says: `POST /stream-chat` replied without asking the model

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    async def tokens():
        for word in ("Once ", "there ", "was ", "a ", "waiter."):
            yield word
            await asyncio.sleep(0)

    return StreamingResponse(tokens(), media_type="text/plain")
