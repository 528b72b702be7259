# wrong: crash
# says: line 14: `app.state.openai_client` raised AttributeError
@asynccontextmanager
async def lifespan(app: FastAPI):
    async with AsyncOpenAI() as app.state.openai_client:
        yield


app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = await app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
