# right: asyncio.to_thread, one text after the other, with a response model and a router
import asyncio

from fastapi import APIRouter


class Vectors(BaseModel):
    vectors: list[list[float]]


router = APIRouter()


@router.post("/embed", response_model=Vectors)
async def embed_texts(body: Texts) -> Vectors:
    return Vectors(vectors=[await asyncio.to_thread(embed, text) for text in body.texts])


@router.get("/health")
async def health():
    return {"status": "ok"}


app = FastAPI()
app.include_router(router)
