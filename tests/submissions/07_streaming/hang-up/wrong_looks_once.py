# wrong: keeps-paying
# says: the client has left, and the model is still working for it

app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request):
    asking = asyncio.create_task(llm.ainvoke(body.message))
    await asyncio.sleep(0.5)
    if await request.is_disconnected():
        asking.cancel()
        raise HTTPException(499)
    return {"response": (await asking).text}
