# wrong: one-by-one
# says: only 1 of 2 calls reached the model while it held its replies
import asyncio


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.turn = asyncio.Lock()
    async with AsyncOpenAI() as app.state.openai_client:
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    async with app.state.turn:
        completion = await app.state.openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    return {"response": completion.choices[0].message.content}
