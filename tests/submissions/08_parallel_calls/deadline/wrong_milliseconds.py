# wrong: too-early
# says: the user got 504 before the deadline of 0.5 s had passed

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    try:
        reply = await asyncio.wait_for(llm.ainvoke(body.query), timeout=DEADLINE / 1000)
    except TimeoutError:
        raise HTTPException(504)
    return {"response": reply.text}
