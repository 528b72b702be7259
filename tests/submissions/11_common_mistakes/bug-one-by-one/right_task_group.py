# right: a TaskGroup
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(llm.ainvoke(message)) for message in body.messages]
    return {"responses": [task.result().text for task in tasks]}
