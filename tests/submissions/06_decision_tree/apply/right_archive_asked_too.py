# right: the archive is asked too, in threads

from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    await run_in_threadpool(archive.process, body.question)
    reply = await llm.ainvoke(body.question)
    await run_in_threadpool(archive.process, reply.text)
    return {"answer": reply.text}


@app.post("/ingest")
def ingest(body: Document):
    return {"result": archive.process(body.document)}


@app.post("/similarity")
def similarity(body: Pair):
    return {"similarity": cosine(embed(body.first), embed(body.second))}


@app.get("/status")
async def status():
    return {"status": "ok"}
