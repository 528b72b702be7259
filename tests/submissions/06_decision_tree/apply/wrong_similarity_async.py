# wrong: loop-busy
# says: line 20: `embed(body.first)` kept the event loop busy computing

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
    return {"similarity": cosine(embed(body.first), embed(body.second))}


@app.get("/status")
async def status():
    return {"status": "ok"}
