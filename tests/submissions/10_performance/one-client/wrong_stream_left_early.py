# wrong: client-per-request
# says: 3 requests in a row opened 3 connections to the model
@asynccontextmanager
async def lifespan(app: FastAPI):
    async with AsyncOpenAI() as app.state.openai_client:
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    stream = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
    )
    text = ""
    async for chunk in stream:
        text += chunk.choices[0].delta.content or ""
        if chunk.choices[0].finish_reason:
            break
    return {"response": text}
