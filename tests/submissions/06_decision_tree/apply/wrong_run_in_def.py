# wrong: loop-gone
# says: line 11: the client's open connection belongs to an event loop that is gone

import asyncio

app = FastAPI()


@app.post("/answer")
def answer(body: Question):
    return {"answer": asyncio.run(llm.ainvoke(body.question)).text}


@app.post("/ingest")
def ingest(body: Document):
    return {"result": archive.process(body.document)}


@app.post("/similarity")
def similarity(body: Pair):
    return {"similarity": cosine(embed(body.first), embed(body.second))}


@app.get("/status")
async def status():
    return {"status": "ok"}
