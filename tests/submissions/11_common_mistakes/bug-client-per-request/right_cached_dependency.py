# right: a dependency that makes one at first use
from functools import cache
from typing import Annotated

from fastapi import Depends


@cache
def the_client():
    return AsyncOpenAI()


app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message, model: Annotated[AsyncOpenAI, Depends(the_client)]):
    completion = await model.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
