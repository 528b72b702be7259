# wrong: missing-await
# says: a call of `ainvoke` is never awaited

app = FastAPI()


@app.post("/answer")
def answer(body: Question):
    return {"answer": llm.ainvoke(body.question)}


@app.post("/ingest")
def ingest(body: Document):
    return {"result": archive.process(body.document)}


@app.post("/similarity")
def similarity(body: Pair):
    return {"similarity": cosine(embed(body.first), embed(body.second))}


@app.get("/status")
async def status():
    return {"status": "ok"}
