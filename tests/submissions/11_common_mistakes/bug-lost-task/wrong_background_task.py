# wrong: reply-before-audit
# says: ?
from fastapi import BackgroundTasks

app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message, background: BackgroundTasks):
    reply = await llm.ainvoke(body.message)
    background.add_task(audit, body.message, reply.text)
    return {"response": reply.text}
