# wrong: crash
# says: `POST /preprocess` raised ValueError

pool = ProcessPoolExecutor(max_workers=1)


@app.post("/preprocess")
async def preprocess(body: Text):
    loop = asyncio.get_running_loop()
    return {"chunks": loop.run_in_executor(pool, split, body.text)}
