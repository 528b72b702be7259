# wrong: loop-held
# says: line 9: `llm.invoke(body.question)` held the event loop while others waited

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    reply = llm.invoke(body.question)
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
