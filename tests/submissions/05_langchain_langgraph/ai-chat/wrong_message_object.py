# wrong: wrong-type
# says: `response` is an object, and the model's text is asked for

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    return {"response": await llm.ainvoke(body.message)}
