# wrong: keeps-paying
# says: the client has left, and the model is still working for it

app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request):
    asking = asyncio.create_task(llm.ainvoke(body.message))
    while not asking.done():
        if await request.is_disconnected():
            return {}
        await asyncio.sleep(0.05)
    return {"response": asking.result().text}
