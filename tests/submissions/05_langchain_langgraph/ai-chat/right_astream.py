# right: streams from the model, and replies with the whole text

from typing import Annotated

from fastapi import Body

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(message: Annotated[str, Body(embed=True)]):
    parts = [chunk.text async for chunk in llm.astream(message)]
    return {"response": "".join(parts)}
