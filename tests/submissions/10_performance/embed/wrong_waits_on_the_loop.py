# wrong: loop-held
# says: line 11: `pool.submit(embed, text).result()` held the event loop while others waited
from concurrent.futures import ProcessPoolExecutor

pool = ProcessPoolExecutor(2)
app = FastAPI()


@app.post("/embed")
async def embed_texts(body: Texts):
    return {"vectors": [pool.submit(embed, text).result() for text in body.texts]}


@app.get("/health")
async def health():
    return {"status": "ok"}
