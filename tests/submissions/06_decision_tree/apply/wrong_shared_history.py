# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
history = []
app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    history.append(("user", body.question))
    reply = await llm.ainvoke(history)
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
