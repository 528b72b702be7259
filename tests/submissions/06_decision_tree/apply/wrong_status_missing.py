# wrong: no-route
# says: the app has no route `GET /status`

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
    return {"similarity": cosine(embed(body.first), embed(body.second))}


@app.get("/health")
async def status():
    return {"status": "ok"}
