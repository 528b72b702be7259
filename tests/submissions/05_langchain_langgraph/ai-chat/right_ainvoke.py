# right: awaits the chat model, text from `.text`

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    reply = await llm.ainvoke(body.message)
    return {"response": reply.text}
