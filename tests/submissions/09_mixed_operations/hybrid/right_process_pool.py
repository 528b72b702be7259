# right: a process pool of one spawned worker, made once

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    loop = asyncio.get_running_loop()
    vector = await loop.run_in_executor(pool, embed, body.data)
    reply = await llm.ainvoke(body.data)
    return {"dimensions": len(vector), "response": reply.text}
