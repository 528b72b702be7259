# wrong: reply-before-audit
# says: the user has the reply, and its audit entry is still on its way
app = FastAPI()
open_entries = set()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    entry = asyncio.create_task(audit(body.message, reply.text))
    open_entries.add(entry)
    entry.add_done_callback(open_entries.discard)
    return {"response": reply.text}
