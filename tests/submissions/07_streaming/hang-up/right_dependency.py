# right: a dependency that cancels the endpoint's task

from typing import Annotated

from fastapi import Depends

app = FastAPI()


async def stop_when_left(request: Request):
    endpoint = asyncio.current_task()

    async def watch():
        while (await request.receive())["type"] != "http.disconnect":
            pass
        endpoint.cancel()

    watcher = asyncio.create_task(watch())
    yield
    watcher.cancel()


@app.post("/long")
async def long(body: Message, _: Annotated[None, Depends(stop_when_left)]):
    return {"response": (await llm.ainvoke(body.message)).text}
