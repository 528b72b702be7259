# right: run_in_threadpool, in a router, by a dependency
from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool

router = APIRouter()


def model():
    return llm


@router.post("/fixed")
async def fixed(body: Message, chat_model=Depends(model)):
    reply = await run_in_threadpool(chat_model.invoke, body.message)
    return {"response": reply.text}


app = FastAPI()
app.include_router(router)
