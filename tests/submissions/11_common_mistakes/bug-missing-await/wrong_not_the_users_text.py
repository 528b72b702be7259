# wrong: prompt-lost
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke("Hello")
    return {"response": reply.text}
