# wrong: reply-before-audit
# says: the user has the reply, and its audit entry is still on its way
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    asyncio.create_task(audit(body.message, reply.text))
    return {"response": reply.text}
