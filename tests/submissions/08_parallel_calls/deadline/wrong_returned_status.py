# wrong: wrong-status
# says: the call was late, and the user got status 200, not 504

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    try:
        reply = await asyncio.wait_for(llm.ainvoke(body.query), DEADLINE)
    except TimeoutError:
        return {"error": "too late"}, 504
    return {"response": reply.text}
