# wrong: failure-silent
# says: the audit failed, and the user got the reply all the same
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    try:
        await audit(body.message, reply.text)
    except Exception:
        pass
    return {"response": reply.text}
