# wrong: too-early
# says: the user got 504 before the deadline of 0.5 s had passed

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    try:
        async with asyncio.timeout(DEADLINE / 2):  # to be on the safe side
            reply = await llm.ainvoke(body.query)
    except TimeoutError:
        raise HTTPException(504)
    return {"response": reply.text}
