# right: plain def endpoints; FastAPI runs them in threads
app = FastAPI()


@app.post("/embed")
def embed_texts(body: Texts):
    return {"vectors": [embed(text) for text in body.texts]}


@app.get("/health")
def health():
    return {"status": "ok"}
