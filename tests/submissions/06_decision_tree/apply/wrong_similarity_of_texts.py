# wrong: model-not-asked
# says: `POST /similarity` replied without asking `embed`

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    reply = await llm.ainvoke(body.question)
    return {"answer": reply.text}


@app.post("/ingest")
def ingest(body: Document):
    return {"result": archive.process(body.document)}


@app.post("/similarity")
def similarity(body: Pair):
    return {"similarity": float(body.first == body.second)}


@app.get("/status")
async def status():
    return {"status": "ok"}
