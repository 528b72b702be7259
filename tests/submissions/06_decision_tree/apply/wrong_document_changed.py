# wrong: data-lost
# says: the archive was asked, but not with what the user sent

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    reply = await llm.ainvoke(body.question)
    return {"answer": reply.text}


@app.post("/ingest")
def ingest(body: Document):
    return {"result": archive.process(body.document.title())}


@app.post("/similarity")
def similarity(body: Pair):
    return {"similarity": cosine(embed(body.first), embed(body.second))}


@app.get("/status")
async def status():
    return {"status": "ok"}
