# wrong: wrong-reply
# says: the streamed text is not what the model replied to this user
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async def tokens():
        async for chunk in llm.astream(body.message):
            if chunk.text.strip():
                yield chunk.text

    return StreamingResponse(tokens(), media_type="text/plain")
