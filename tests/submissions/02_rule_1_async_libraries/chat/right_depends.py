# right: the client is made in the lifespan and injected

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, Request


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[dict]:
    async with AsyncOpenAI() as made:
        yield {"openai": made}


def get_client(request: Request) -> AsyncOpenAI:
    return request.state.openai


app = FastAPI(lifespan=lifespan)


@app.post("/chat")
async def chat(body: Message, made: Annotated[AsyncOpenAI, Depends(get_client)]):
    completion = await made.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
