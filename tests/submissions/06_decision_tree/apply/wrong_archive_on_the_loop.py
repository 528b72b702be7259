# wrong: loop-held
# says: line 9: `archive.process(body.question)` held the event loop while others waited

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    archive.process(body.question)
    return {"answer": (await llm.ainvoke(body.question)).text}


@app.post("/ingest")
def ingest(body: Document):
    return {"result": archive.process(body.document)}


@app.post("/similarity")
def similarity(body: Pair):
    return {"similarity": cosine(embed(body.first), embed(body.second))}


@app.get("/status")
async def status():
    return {"status": "ok"}
