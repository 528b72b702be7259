# wrong: missing-await
# says: line 9 never awaits `llm.ainvoke(body.question)`

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    reply = llm.ainvoke(body.question)
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
