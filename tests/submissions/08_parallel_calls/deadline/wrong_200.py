# wrong: wrong-status
# says: the call was late, and the user got status 200, not 504

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    try:
        async with asyncio.timeout(DEADLINE):
            reply = await llm.ainvoke(body.query)
    except TimeoutError:
        return {"response": ""}
    return {"response": reply.text}
