# wrong: no-route
# says: the app has no route `GET /health`
app = FastAPI()


@app.post("/embed")
def embed_texts(body: Texts):
    return {"vectors": [embed(text) for text in body.texts]}
