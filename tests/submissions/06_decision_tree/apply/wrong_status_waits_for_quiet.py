# wrong: waits-for-other
# says: `GET /status` is not answered while `POST /answer` is at work

import asyncio

app = FastAPI()
quiet = asyncio.Event()
quiet.set()


@app.post("/answer")
async def answer(body: Question):
    quiet.clear()
    reply = await llm.ainvoke(body.question)
    quiet.set()
    return {"answer": reply.text}


@app.post("/ingest")
def ingest(body: Document):
    return {"result": archive.process(body.document)}


@app.post("/similarity")
def similarity(body: Pair):
    return {"similarity": cosine(embed(body.first), embed(body.second))}


@app.get("/status")
async def status():
    await quiet.wait()
    return {"status": "ok"}
