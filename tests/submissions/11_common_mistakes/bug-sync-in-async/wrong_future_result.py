# wrong: loop-held
# says: line 12: `future.result()` held the event loop while others waited
from concurrent.futures import ThreadPoolExecutor

threads = ThreadPoolExecutor()
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    future = threads.submit(llm.invoke, body.message)
    return {"response": future.result().text}
