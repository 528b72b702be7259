# wrong: missing-await
# says: line 8 never awaits `llm.ainvoke(body.message)`
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = llm.ainvoke(body.message)
    return {"response": reply.text}
