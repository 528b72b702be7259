# wrong: prompt-lost
# says: the model was asked, but not what the user wrote

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    reply = await llm.ainvoke("Answer the user's message.")
    return {"response": reply.text}
