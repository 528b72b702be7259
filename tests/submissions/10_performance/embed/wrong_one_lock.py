# wrong: waits-for-other
# says: `GET /health` is not answered while `POST /embed` is at work
import threading

app = FastAPI()
busy = threading.Lock()


@app.post("/embed")
def embed_texts(body: Texts):
    with busy:
        return {"vectors": [embed(text) for text in body.texts]}


@app.get("/health")
def health():
    with busy:
        return {"status": "ok"}
