# wrong: wrong-status
# says: the call was late, and the user got status 408, not 504

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    try:
        reply = await asyncio.wait_for(llm.ainvoke(body.query), DEADLINE)
    except TimeoutError:
        raise HTTPException(408)
    return {"response": reply.text}
