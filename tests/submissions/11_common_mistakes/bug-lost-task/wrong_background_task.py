# wrong: reply-before-audit
# says: the user has the reply, and its audit entry is still on its way
from fastapi import BackgroundTasks

app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message, background: BackgroundTasks):
    reply = await llm.ainvoke(body.message)
    background.add_task(audit, body.message, reply.text)
    return {"response": reply.text}
