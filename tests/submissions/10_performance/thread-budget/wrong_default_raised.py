# wrong: default-limit-raised
# says: 41 calls of `/reports` ran at once: the limit of 40 was raised
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter


@asynccontextmanager
async def lifespan(app: FastAPI):
    current_default_thread_limiter().total_tokens = 60
    yield


app = FastAPI(lifespan=lifespan)
app.include_router(reports)


@app.get("/slow")
def slow():
    return {"result": archive.process("the long report")}
