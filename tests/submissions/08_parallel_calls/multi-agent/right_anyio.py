# right: an AnyIO task group behind a router, with the field as an embedded body

from typing import Annotated

import anyio
from fastapi import APIRouter, Body

router = APIRouter()


@router.post("/multi-agent")
async def multi_agent(query: Annotated[str, Body(embed=True)]) -> dict[str, list[str]]:
    results = {}

    async def run(name):
        state = await agents[name].ainvoke({"messages": [("user", query)]})
        results[name] = state["messages"][-1].text

    async with anyio.create_task_group() as group:
        for name in agents:
            group.start_soon(run, name)
    return {"results": [results[name] for name in agents]}


app = FastAPI()
app.include_router(router)
