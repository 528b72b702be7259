# right: AnyIO's threads, on a router
import anyio.to_thread
from fastapi import APIRouter

router = APIRouter()


@router.post("/process")
async def process(body: Data):
    result = await anyio.to_thread.run_sync(Archive().process, body.data)
    return {"result": result}


app = FastAPI()
app.include_router(router)
