# wrong: keeps-paying
# says: the client has left, and the model is still working for it

app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request):
    asking = asyncio.create_task(llm.ainvoke(body.message))
    for _ in range(5):
        await asyncio.wait({asking}, timeout=0.2)
        if await request.is_disconnected():
            asking.cancel()
            return {}
    return {"response": (await asking).text}
