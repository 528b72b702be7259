# right: made and closed by the lifespan, kept on app.state
@asynccontextmanager
async def lifespan(app: FastAPI):
    async with AsyncOpenAI() as app.state.openai_client:
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message) -> dict[str, str]:
    completion = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
