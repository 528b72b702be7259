# right: shields the entry from a client who leaves
app = FastAPI()
open_entries = set()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    entry = asyncio.ensure_future(audit(body.message, reply.text))
    open_entries.add(entry)
    entry.add_done_callback(open_entries.discard)
    await asyncio.shield(entry)
    return {"response": reply.text}
