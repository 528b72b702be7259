# right: made with the module, closed by the lifespan
openai_client = AsyncOpenAI()


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield
    await openai_client.close()


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
