# wrong: loop-held
# says: line 10: `future.result()` held the event loop while others waited
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(llm.ainvoke(body.message), loop)
    return {"response": future.result().text}
