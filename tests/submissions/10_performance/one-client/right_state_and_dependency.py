# right: yielded as the lifespan's state, reached by a dependency
from collections.abc import AsyncIterator
from typing import Annotated, TypedDict

from fastapi import Depends, Request


class State(TypedDict):
    openai_client: AsyncOpenAI


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[State]:
    openai_client = AsyncOpenAI()
    try:
        yield {"openai_client": openai_client}
    finally:
        await openai_client.close()


def client_of(request: Request) -> AsyncOpenAI:
    return request.state.openai_client


class Reply(BaseModel):
    response: str


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message, openai_client: Annotated[AsyncOpenAI, Depends(client_of)]) -> Reply:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return Reply(response=completion.choices[0].message.content)
