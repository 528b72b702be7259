# wrong: wrong-health
# says: `/health` is answered, but not with the reply that its contract promises
app = FastAPI()


@app.post("/embed")
def vectors(body: Texts):
    return {"vectors": [embed(text) for text in body.texts]}


@app.get("/health")
async def health():
    return {"ok": True}
