# right: a process pool made with the module, shut down by the lifespan
import asyncio
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager

pool = ProcessPoolExecutor(max_workers=1)


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield
    pool.shutdown()


app = FastAPI(lifespan=lifespan)


@app.post("/embed")
async def vectors(body: Texts):
    loop = asyncio.get_running_loop()
    return {"vectors": [await loop.run_in_executor(pool, embed, text) for text in body.texts]}


@app.get("/health")
async def health():
    return {"status": "ok"}
