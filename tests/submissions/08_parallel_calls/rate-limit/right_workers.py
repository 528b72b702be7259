# right: three workers for the app's life, and a queue of documents

from contextlib import asynccontextmanager


async def worker(queue):
    while True:
        document, done = await queue.get()
        try:
            done.set_result((await llm.ainvoke(document)).text)
        except Exception as error:
            done.set_exception(error)


@asynccontextmanager
async def lifespan(app):
    app.state.queue = asyncio.Queue()
    workers = [asyncio.create_task(worker(app.state.queue)) for _ in range(LIMIT)]
    yield
    for one in workers:
        one.cancel()


app = FastAPI(lifespan=lifespan)


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    futures = []
    for document in body.documents:
        done = asyncio.get_running_loop().create_future()
        app.state.queue.put_nowait((document, done))
        futures.append(done)
    return {"summaries": await asyncio.gather(*futures)}
