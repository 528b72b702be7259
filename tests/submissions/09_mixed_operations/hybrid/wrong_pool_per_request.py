# wrong: pool-per-request
# says: the request is over, and the process that computed for it has ended too

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
    vector = await loop.run_in_executor(pool, embed, body.data)
    pool.shutdown(wait=False)
    reply = await llm.ainvoke(body.data)
    return {"dimensions": len(vector), "response": reply.text}
