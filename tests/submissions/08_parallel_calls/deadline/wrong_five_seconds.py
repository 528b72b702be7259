# wrong: no-deadline
# says: the deadline of 0.5 s has passed, and the user still waits

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    try:
        async with asyncio.timeout(DEADLINE * 10):
            reply = await llm.ainvoke(body.query)
    except TimeoutError:
        raise HTTPException(504) from None
    return {"response": reply.text}
