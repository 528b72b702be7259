# wrong: kept-value
# says: `POST /similarity` replied to a later user without asking `embed`

app = FastAPI()
similarities = []


@app.post("/answer")
async def answer(body: Question):
    return {"answer": (await llm.ainvoke(body.question)).text}


@app.post("/ingest")
def ingest(body: Document):
    return {"result": archive.process(body.document)}


@app.post("/similarity")
def similarity(body: Pair):
    if not similarities:
        similarities.append(cosine(embed(body.first), embed(body.second)))
    return {"similarity": similarities[0]}


@app.get("/status")
async def status():
    return {"status": "ok"}
