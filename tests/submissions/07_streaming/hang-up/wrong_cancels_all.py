# wrong: cancels-others
# says: one client left, and the model call of another was cancelled

app = FastAPI()
tasks = []


@app.post("/long")
async def long(body: Message, request: Request):
    task = asyncio.create_task(llm.ainvoke(body.message))
    tasks.append(task)
    while not task.done():
        if await request.is_disconnected():
            for task in tasks:
                task.cancel()
            return {}
        await asyncio.sleep(0.05)
    return {"response": task.result().text}
