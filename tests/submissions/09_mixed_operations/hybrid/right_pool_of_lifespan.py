# right: a process pool for the app's life

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager

from fastapi import Request


@asynccontextmanager
async def lifespan(app):
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/hybrid")
async def hybrid(body: Ticket, request: Request):
    computing = asyncio.wrap_future(request.app.state.pool.submit(embed, body.data))
    asking = asyncio.create_task(llm.ainvoke(body.data))
    return {"dimensions": len(await computing), "response": (await asking).text}
