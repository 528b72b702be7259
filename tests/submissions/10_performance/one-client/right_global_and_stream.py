# right: a global that the lifespan sets, a stack that closes it, and a streamed call
from contextlib import AsyncExitStack

model = None


@asynccontextmanager
async def lifespan(app: FastAPI):
    global model
    async with AsyncExitStack() as stack:
        model = await stack.enter_async_context(AsyncOpenAI())
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    stream = await model.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
    )
    pieces = [chunk.choices[0].delta.content or "" async for chunk in stream]
    return {"response": "".join(pieces)}
