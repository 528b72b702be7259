# wrong: ?
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = asyncio.run(llm.ainvoke(body.message))
    return {"response": reply.text}
