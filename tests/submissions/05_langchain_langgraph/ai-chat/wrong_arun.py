# wrong: crash
# says: line 9: `llm.arun` raised AttributeError

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    return {"response": await llm.arun(body.message)}
