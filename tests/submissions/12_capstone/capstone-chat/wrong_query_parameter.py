# wrong: query-parameter
# says: `POST /chat` reads `message` from the query string, not from the JSON body
@app.post("/chat")
async def chat(message: str) -> dict[str, str]:
    return {"response": (await llm.ainvoke(message)).text}
