# right: an AnyIO task group that fills a list
import anyio

app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    responses = [""] * len(body.messages)

    async def ask(number: int, message: str) -> None:
        responses[number] = (await llm.ainvoke(message)).text

    async with anyio.create_task_group() as group:
        for number, message in enumerate(body.messages):
            group.start_soon(ask, number, message)
    return {"responses": responses}
