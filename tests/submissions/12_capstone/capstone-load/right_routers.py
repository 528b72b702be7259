# right: two routers, a task group, a thread for what computes
import json

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

talk, work = APIRouter(), APIRouter()


@talk.post("/chat")
async def chat(body: Message):
    return {"response": (await llm.ainvoke(body.message)).text}


@talk.post("/stream")
async def stream(body: Message):
    async def frames():
        ending = "done"
        try:
            async for chunk in llm.astream(body.message):
                yield f"data: {json.dumps({'token': chunk.text})}\n\n"
        except APIError:
            ending = "error"
        yield f"event: {ending}\ndata: {{}}\n\n"

    return StreamingResponse(frames(), media_type="text/event-stream")


@work.post("/agent")
async def ask_agent(body: Query):
    state = await agent.ainvoke({"messages": [("user", body.query)]})
    return {"result": state["messages"][-1].text}


@work.post("/multi-agent")
async def multi_agent(body: Query):
    question = {"messages": [("user", body.query)]}
    async with asyncio.TaskGroup() as group:
        asking = [group.create_task(one.ainvoke(question)) for one in agents.values()]
    return {"results": [task.result()["messages"][-1].text for task in asking]}


@work.post("/preprocess")
async def preprocess(body: Text):
    return {"chunks": await run_in_threadpool(split, body.text)}


app.include_router(talk)
app.include_router(work)
