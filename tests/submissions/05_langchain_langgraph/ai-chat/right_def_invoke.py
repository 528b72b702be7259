# right: a `def` endpoint runs in a thread, where `invoke` may wait

app = FastAPI()


@app.post("/ai-chat")
def ai_chat(body: Message):
    return {"response": llm.invoke(body.message).content}
