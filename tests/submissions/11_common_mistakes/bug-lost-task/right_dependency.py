# right: an auditor from a dependency
from typing import Annotated

from fastapi import Depends


class Auditor:
    async def __call__(self, message: str, response: str) -> str:
        await audit(message, response)
        return response


app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message, recorded: Annotated[Auditor, Depends(Auditor)]) -> dict[str, str]:
    reply = await llm.ainvoke(body.message)
    return {"response": await recorded(body.message, reply.text)}
