# wrong: client-per-request
# says: 3 requests in a row opened 3 connections to the model
import httpx2


@asynccontextmanager
async def lifespan(app: FastAPI):
    none_kept = httpx2.Limits(max_keepalive_connections=0)
    async with (
        httpx2.AsyncClient(limits=none_kept) as http,
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
