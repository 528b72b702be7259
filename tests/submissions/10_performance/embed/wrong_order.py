# wrong: order-lost
# says: the vectors are right, but not in the order of their texts
from concurrent.futures import ThreadPoolExecutor, as_completed

threads = ThreadPoolExecutor(3)
app = FastAPI()


@app.post("/embed")
def embed_texts(body: Texts):
    jobs = [threads.submit(embed, text) for text in reversed(body.texts)]
    jobs[0].result()
    return {
        "vectors": [job.result() for job in as_completed(jobs[:1])]
        + [job.result() for job in jobs[1:]]
    }


@app.get("/health")
def health():
    return {"status": "ok"}
