# wrong: keeps-paying
# says: the user got 504, and the model is still at work on the call

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    try:
        reply = await asyncio.wait_for(asyncio.shield(llm.ainvoke(body.query)), DEADLINE)
    except TimeoutError:
        raise HTTPException(504)
    return {"response": reply.text}
