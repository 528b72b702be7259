# wrong: crash
# says: line 15: `app.state.openai_client.chat.completion…` raised RuntimeError
@asynccontextmanager
async def lifespan(app: FastAPI):
    async with AsyncOpenAI(max_retries=0) as app.state.openai_client:
        pass
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    completion = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
