# right: AnyIO's move_on_after, which cancels in silence

import anyio

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    with anyio.move_on_after(DEADLINE) as scope:
        reply = await llm.ainvoke(body.query)
    if scope.cancelled_caught:
        raise HTTPException(504)
    return {"response": reply.text}
