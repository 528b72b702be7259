# wrong: wrong-value
# says: `similarity` of `POST /similarity` is not what is asked for

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
    return {"similarity": sum(map(lambda a, b: a * b, embed(body.first), embed(body.second)))}


@app.get("/status")
async def status():
    return {"status": "ok"}
