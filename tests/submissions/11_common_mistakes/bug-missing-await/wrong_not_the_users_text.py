# wrong: prompt-lost
# says: the model was asked, but not what the user wrote
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke("Hello")
    return {"response": reply.text}
