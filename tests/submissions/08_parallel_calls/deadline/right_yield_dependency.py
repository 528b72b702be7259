# right: a dependency with yield keeps the deadline
from fastapi import Depends

app = FastAPI()


async def in_time():
    try:
        async with asyncio.timeout(DEADLINE):
            yield
    except TimeoutError:
        raise HTTPException(504, "too late")


@app.post("/quick", dependencies=[Depends(in_time)])
async def quick(body: Query):
    reply = await llm.ainvoke(body.query)
    return {"response": reply.text}
