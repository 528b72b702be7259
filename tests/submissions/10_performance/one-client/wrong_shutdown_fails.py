# wrong: shutdown
# says: line 7: `app.state.openai_client.disconnect` raised AttributeError when the app shut down
@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.openai_client = AsyncOpenAI()
    yield
    await app.state.openai_client.disconnect()


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    completion = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
