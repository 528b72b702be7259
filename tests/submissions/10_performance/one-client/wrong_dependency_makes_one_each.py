# wrong: client-per-request
# says: 3 requests in a row opened 3 connections to the model
from typing import Annotated

from fastapi import Depends


async def model():
    async with AsyncOpenAI() as openai_client:
        yield openai_client


app = FastAPI()


@app.post("/chat")
async def chat(body: Message, openai_client: Annotated[AsyncOpenAI, Depends(model)]):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
