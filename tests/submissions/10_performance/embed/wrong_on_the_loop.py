# wrong: loop-busy
# says: line 8: `embed(text)` kept the event loop busy computing
app = FastAPI()


@app.post("/embed")
async def embed_texts(body: Texts):
    return {"vectors": [embed(text) for text in body.texts]}


@app.get("/health")
async def health():
    return {"status": "ok"}
