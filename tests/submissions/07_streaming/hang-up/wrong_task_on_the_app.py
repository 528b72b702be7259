# wrong: cancels-others
# says: one client left, and the request of another, who stayed, got status 500

app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request):
    app.state.task = asyncio.create_task(llm.ainvoke(body.message))
    while not app.state.task.done():
        if await request.is_disconnected():
            app.state.task.cancel()
            raise HTTPException(499)
        await asyncio.sleep(0.05)
    return {"response": app.state.task.result().text}
