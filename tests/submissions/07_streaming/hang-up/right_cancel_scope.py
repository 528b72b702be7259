# right: an anyio task group, whose scope the watcher cancels

import anyio

app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request) -> dict[str, str]:
    response = ""
    async with anyio.create_task_group() as group:

        async def watch() -> None:
            await request.receive()
            group.cancel_scope.cancel()

        group.start_soon(watch)
        response = (await llm.ainvoke(body.message)).text
        group.cancel_scope.cancel()
    return {"response": response}
