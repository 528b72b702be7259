# wrong: loop-held
# says: line 9: `archive.process(…)` held the event loop while others waited
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    archive.process(f"{body.message} → {reply.text}")
    return {"response": reply.text}
