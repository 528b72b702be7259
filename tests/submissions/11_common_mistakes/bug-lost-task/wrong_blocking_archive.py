# wrong: loop-held
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    archive.process(f"{body.message} → {reply.text}")
    return {"response": reply.text}
