# right: a router's endpoint, the client on the state of the request's app
from fastapi import APIRouter, Request

router = APIRouter()


@router.post("/chat")
async def chat(request: Request, body: Message):
    completion = await request.app.state.models["chat"].chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.models = {"chat": AsyncOpenAI(max_retries=0, timeout=30)}
    yield
    for model in app.state.models.values():
        await model.close()


app = FastAPI(lifespan=lifespan)
app.include_router(router)
