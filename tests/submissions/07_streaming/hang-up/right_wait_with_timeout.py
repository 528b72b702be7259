# right: waits in short rounds and looks between them

app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request):
    asking = asyncio.ensure_future(llm.ainvoke(body.message))
    while not asking.done():
        await asyncio.wait([asking], timeout=0.2)
        if not asking.done() and await request.is_disconnected():
            asking.cancel()
    if asking.cancelled():
        return {}
    return {"response": (await asking).text}
