# wrong: loop-gone
# says: the client's open connection belongs to an event loop that is gone
import asyncio

from fastapi import HTTPException

app = FastAPI()


@app.post("/ai-chat")
def ai_chat(body: Message):
    try:
        reply = asyncio.run(llm.ainvoke(body.message))
    except Exception as error:
        raise HTTPException(status_code=500, detail=str(error)) from error
    return {"response": reply.text}
