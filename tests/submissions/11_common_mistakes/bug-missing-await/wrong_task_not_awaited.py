# wrong: ?
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = asyncio.create_task(llm.ainvoke(body.message))
    return {"response": str(reply)}
