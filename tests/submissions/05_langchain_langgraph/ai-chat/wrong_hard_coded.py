# wrong: model-not-asked
# says: `POST /ai-chat` replied without asking the model

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    return {"response": f"You said: {body.message}"}
