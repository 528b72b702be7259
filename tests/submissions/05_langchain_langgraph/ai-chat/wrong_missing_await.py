# wrong: missing-await
# says: line 9 never awaits `llm.ainvoke(body.message)`

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    reply = llm.ainvoke(body.message)
    return {"response": reply.text}
