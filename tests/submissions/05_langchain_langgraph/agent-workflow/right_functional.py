# right: the functional API
from langgraph.func import entrypoint, task


@task
async def research(topic: str) -> str:
    return (await llm.ainvoke(RESEARCH.format(topic=topic))).text


@task
async def write(notes: str) -> str:
    return (await llm.ainvoke(WRITE.format(notes=notes))).text


@entrypoint()
async def workflow(topic: str) -> dict:
    notes = await research(topic)
    return {"notes": notes, "draft": await write(notes)}


app = FastAPI()


@app.post("/agent-workflow")
async def agent_workflow(body: Topic):
    return await workflow.ainvoke(body.topic)
