# wrong: never-closed
# says: the app has shut down, and its client is still connected
client = None


@asynccontextmanager
async def lifespan(app):
    global client
    client = AsyncOpenAI()
    yield
    client = None


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    done = await client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": done.choices[0].message.content}
