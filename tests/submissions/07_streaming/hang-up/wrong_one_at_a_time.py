# wrong: one-by-one
# says: only 1 of 2 calls reached the model while it held its replies

app = FastAPI()
lock = asyncio.Lock()


@app.post("/long")
async def long(body: Message, request: Request):
    async with lock:
        asking = asyncio.create_task(llm.ainvoke(body.message))
        while not asking.done():
            if await request.is_disconnected():
                asking.cancel()
                return {}
            await asyncio.sleep(0.05)
        return {"response": asking.result().text}
