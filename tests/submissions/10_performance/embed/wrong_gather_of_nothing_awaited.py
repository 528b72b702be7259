# wrong: loop-busy
# says: line 9: `embed(text)` kept the event loop busy computing
import asyncio

app = FastAPI()


async def embed_one(text):
    return embed(text)


@app.post("/embed")
async def embed_texts(body: Texts):
    return {"vectors": await asyncio.gather(*(embed_one(text) for text in body.texts))}


@app.get("/health")
async def health():
    return {"status": "ok"}
