# wrong: loop-held
# says: line 9: `llm.invoke(body.message)` held the event loop while others waited

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    reply = llm.invoke(body.message)
    return {"response": reply.text}
