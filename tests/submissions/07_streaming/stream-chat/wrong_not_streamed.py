# wrong: not-asked-to-stream
# says: the model was asked for a whole reply, not for a stream

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    reply = await llm.ainvoke(body.message)

    async def words():
        for word in reply.text.split(" "):
            yield word + " "

    return StreamingResponse(words(), media_type="text/plain")
