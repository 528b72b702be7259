# wrong: loop-held
# says: line 10: `for chunk in llm.stream(body.message):` held the event loop while others waited

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    text = ""
    for chunk in llm.stream(body.message):
        text += chunk.text
    return {"response": text}
