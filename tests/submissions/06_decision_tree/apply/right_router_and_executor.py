# right: a router, an executor of its own, response models, and a middleware

import asyncio
from concurrent.futures import ThreadPoolExecutor

from fastapi import APIRouter
from starlette.middleware.gzip import GZipMiddleware

pool = ThreadPoolExecutor(8)
router = APIRouter()


class Similarity(BaseModel):
    similarity: float


@router.post("/answer")
async def answer(body: Question):
    parts = [chunk.text async for chunk in llm.astream(body.question)]
    return {"answer": "".join(parts)}


@router.post("/ingest")
async def ingest(body: Document):
    loop = asyncio.get_running_loop()
    return {"result": await loop.run_in_executor(pool, archive.process, body.document)}


@router.post("/similarity", response_model=Similarity)
async def similarity(body: Pair):
    def work():
        return Similarity(similarity=cosine(embed(body.first), embed(body.second)))

    return await asyncio.get_running_loop().run_in_executor(pool, work)


@router.get("/status")
def status():
    return {"status": "ok"}


app = FastAPI()
app.include_router(router)
app.add_middleware(GZipMiddleware)
