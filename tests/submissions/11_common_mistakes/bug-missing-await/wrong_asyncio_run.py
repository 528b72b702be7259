# wrong: nested-run
# says: line 8: `asyncio.run(llm.ainvoke(body.message))` starts a second event loop inside the first
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = asyncio.run(llm.ainvoke(body.message))
    return {"response": reply.text}
