# right: asyncio's own threads
from typing import Annotated

from fastapi import Body


@app.post("/preprocess")
async def preprocess(text: Annotated[str, Body(embed=True)]) -> dict[str, list[str]]:
    return {"chunks": await asyncio.to_thread(split, text)}
