# right: a client that lives as long as the app
from contextlib import asynccontextmanager


@asynccontextmanager
async def lifespan(app):
    async with AsyncOpenAI() as app.state.model:
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/fixed")
async def fixed(body: Message):
    completion = await app.state.model.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
