# right: a process pool that lives as long as the app, texts computed side by side
import asyncio
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager


@asynccontextmanager
async def lifespan(app: FastAPI):
    with ProcessPoolExecutor(max_workers=2) as app.state.pool:
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/embed")
async def embed_texts(body: Texts) -> dict[str, list[list[float]]]:
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(app.state.pool, embed, text) for text in body.texts]
    return {"vectors": await asyncio.gather(*jobs)}


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
