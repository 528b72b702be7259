# right: LangChain's model, which has one client too
from typing import Annotated

from fastapi import Body


@app.post("/chat")
async def chat(message: Annotated[str, Body(embed=True)]) -> dict[str, str]:
    reply = await llm.ainvoke(message)
    return {"response": reply.text}
