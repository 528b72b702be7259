# wrong: never-closed
# says: the app has shut down, and its client is still connected
@asynccontextmanager
async def lifespan(app):
    app.state.client = AsyncOpenAI()
    yield
    del app.state.client


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    done = await app.state.client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": done.choices[0].message.content}
