# wrong: query-parameter
# says: `POST /ai-chat` reads `message` from the query string, not from the JSON body

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(message: str):
    reply = await llm.ainvoke(message)
    return {"response": reply.text}
