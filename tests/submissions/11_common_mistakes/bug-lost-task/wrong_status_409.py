# wrong: wrong-status
# says: the audit failed, and the user got status 409, not 500 or above
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    try:
        await audit(body.message, reply.text)
    except Exception as error:
        raise HTTPException(409) from error
    return {"response": reply.text}
