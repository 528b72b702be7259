# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies
from concurrent.futures import ThreadPoolExecutor

app = FastAPI()
threads = ThreadPoolExecutor(1)


@app.post("/fixed")
async def fixed(body: Message):
    loop = asyncio.get_running_loop()
    reply = await loop.run_in_executor(threads, llm.invoke, body.message)
    return {"response": reply.text}
