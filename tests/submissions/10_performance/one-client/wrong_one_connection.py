# wrong: one-by-one
# says: only 1 of 2 calls reached the model while it held its replies
import httpx2


@asynccontextmanager
async def lifespan(app: FastAPI):
    one = httpx2.Limits(max_connections=1)
    async with (
        httpx2.AsyncClient(limits=one) as http,
        AsyncOpenAI(http_client=http) as app.state.openai_client,
    ):
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    completion = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
