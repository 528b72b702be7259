# wrong: pool-per-request
# says: the request is over, and the process that computed for it has ended too
from concurrent.futures import ProcessPoolExecutor

app = FastAPI()


@app.post("/embed")
def embed_texts(body: Texts):
    with ProcessPoolExecutor(2) as pool:
        return {"vectors": list(pool.map(embed, body.texts))}


@app.get("/health")
def health():
    return {"status": "ok"}
