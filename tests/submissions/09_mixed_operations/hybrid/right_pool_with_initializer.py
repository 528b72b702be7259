# right: a process pool with an initializer, lazily made behind lru_cache
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache

from fastapi import Depends


@lru_cache
def pool():
    return ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), initializer=embed, initargs=("warm",)
    )


app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket, workers=Depends(pool)):
    loop = asyncio.get_running_loop()
    vector, reply = await asyncio.gather(
        loop.run_in_executor(workers, embed, body.data), llm.ainvoke(body.data)
    )
    return {"dimensions": len(vector), "response": reply.text}
