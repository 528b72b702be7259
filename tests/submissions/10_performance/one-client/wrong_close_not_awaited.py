# wrong: missing-await
# says: line 7 never awaits `app.state.openai_client.close()`
@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.openai_client = AsyncOpenAI()
    yield
    app.state.openai_client.close()


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    completion = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
