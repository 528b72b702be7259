# wrong: loop-busy
# says: line 23: `embed(body.second)` kept the event loop busy computing

import asyncio

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    reply = await llm.ainvoke(body.question)
    return {"answer": reply.text}


@app.post("/ingest")
def ingest(body: Document):
    return {"result": archive.process(body.document)}


@app.post("/similarity")
async def similarity(body: Pair):
    first = await asyncio.to_thread(embed, body.first)
    return {"similarity": cosine(first, embed(body.second))}


@app.get("/status")
async def status():
    return {"status": "ok"}
