# wrong: mixed-up
# says: `response` of one user is what the model replied to another one
last = {}


@app.post("/chat")
async def chat(body: Message) -> dict[str, str]:
    last["message"] = body.message
    last["reply"] = await llm.ainvoke(last["message"])
    await asyncio.sleep(0)
    return {"response": last["reply"].text}
