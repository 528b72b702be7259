# wrong: wrong-reply
# says: the streamed text is not what the model replied to this user
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            yield chunk.text.replace("\n", " ")

    return StreamingResponse(tokens(), media_type="text/plain")
