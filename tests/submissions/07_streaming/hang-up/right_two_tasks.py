# right: one task asks, one waits for the disconnect; the first to finish decides

from fastapi import HTTPException

app = FastAPI()


async def gone(request: Request):
    while (await request.receive())["type"] != "http.disconnect":
        pass


@app.post("/long")
async def long(body: Message, request: Request):
    asking = asyncio.create_task(llm.ainvoke(body.message))
    leaving = asyncio.create_task(gone(request))
    try:
        await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            raise HTTPException(499)
        return {"response": asking.result().text}
    finally:
        asking.cancel()
        leaving.cancel()
