# wrong: not-asked-to-stream
# says: the model was asked for a whole reply, not for a stream
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        reply = await llm.ainvoke(body.message)
        for word in reply.text.split(" "):
            yield word + " "

    return StreamingResponse(tokens(), media_type="text/plain")
