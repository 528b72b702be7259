# wrong: no-deadline
# says: the deadline of 0.5 s has passed, and the user still waits

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    reply = await llm.ainvoke(body.query)
    return {"response": reply.text}
