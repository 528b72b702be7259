# wrong: collects
# says: the model has sent 2 tokens, but the client has nothing

app = FastAPI()


@app.post("/stream-chat")
async def stream_chat(body: Message):
    text = ""
    async for chunk in llm.astream(body.message):
        text += chunk.text
    return {"response": text}
