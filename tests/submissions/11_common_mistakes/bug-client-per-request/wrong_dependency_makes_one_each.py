# wrong: client-per-request
# says: 4 requests in a row opened 4 connections to the model
from typing import Annotated

from fastapi import Depends


def a_client():
    return AsyncOpenAI()


app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message, model: Annotated[AsyncOpenAI, Depends(a_client)]):
    completion = await model.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
