# wrong: endless
# says: line 10: `embed(text)` goes on without end
app = FastAPI()


@app.post("/embed")
def vectors(body: Texts):
    found = []
    while len(found) <= len(body.texts):
        found = [embed(text) for text in body.texts]
    return {"vectors": found}


@app.get("/health")
async def health():
    return {"status": "ok"}
