# right: asyncio.timeout around the call

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    try:
        async with asyncio.timeout(DEADLINE):
            reply = await llm.ainvoke(body.query)
    except TimeoutError:
        raise HTTPException(504)
    return {"response": reply.text}
