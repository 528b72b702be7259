# wrong: loop-held
# says: line 17: `app.state.openai_client.chat.completion…` held the event loop while others waited
from openai import OpenAI


@asynccontextmanager
async def lifespan(app: FastAPI):
    with OpenAI() as app.state.openai_client:
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message):
    completion = app.state.openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
