# wrong: wrong-vectors
# says: a vector in `vectors` is not what `embed` gives for its text
app = FastAPI()


@app.post("/embed")
def embed_texts(body: Texts):
    return {"vectors": [embed(text.strip().upper()) for text in body.texts]}


@app.get("/health")
def health():
    return {"status": "ok"}
