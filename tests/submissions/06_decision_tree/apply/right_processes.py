# right: the computing in a process pool

import asyncio
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager


@asynccontextmanager
async def lifespan(app):
    with ProcessPoolExecutor(2) as app.state.pool:
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/answer")
async def answer(body: Question):
    reply = await llm.ainvoke(body.question)
    return {"answer": reply.text}


@app.post("/ingest")
def ingest(body: Document):
    return {"result": archive.process(body.document)}


@app.post("/similarity")
async def similarity(body: Pair):
    loop = asyncio.get_running_loop()
    texts = body.first, body.second
    vectors = [loop.run_in_executor(app.state.pool, embed, text) for text in texts]
    return {"similarity": cosine(*await asyncio.gather(*vectors))}


@app.get("/status")
async def status():
    return {"status": "ok"}
