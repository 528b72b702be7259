# wrong: loop-busy
# says: line 7: `embed(text)` kept the event loop busy computing
app = FastAPI()


def vectors_of(texts):
    return [embed(text) for text in texts]


@app.post("/embed")
async def embed_texts(body: Texts):
    return {"vectors": vectors_of(body.texts)}


@app.get("/health")
def health():
    return {"status": "ok"}
