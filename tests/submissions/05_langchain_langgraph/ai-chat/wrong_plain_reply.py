# wrong: wrong-shape
# says: `POST /ai-chat` replied with a string, not an object with `response`

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    reply = await llm.ainvoke(body.message)
    return reply.text
