# wrong: wrong-shape
# says: `vectors` has 8 items, and there are 3 texts
app = FastAPI()


@app.post("/embed")
def embed_texts(body: Texts):
    return {"vectors": embed(" ".join(body.texts))}


@app.get("/health")
def health():
    return {"status": "ok"}
