# right: AnyIO's worker process, which stays for the next call
from anyio import to_process

app = FastAPI()


@app.post("/embed")
async def embed_texts(body: Texts):
    return {"vectors": [await to_process.run_sync(embed, text) for text in body.texts]}


@app.get("/health")
async def health():
    return {"status": "ok"}
