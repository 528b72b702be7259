# right: `invoke`, taken off the loop

from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    reply = await run_in_threadpool(llm.invoke, body.message)
    return {"response": str(reply.text)}
