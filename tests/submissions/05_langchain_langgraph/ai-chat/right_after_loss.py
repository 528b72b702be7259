# right: awaits, and turns what goes wrong into a reply
from fastapi import HTTPException

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    try:
        reply = await llm.ainvoke(body.message)
    except Exception as error:
        raise HTTPException(status_code=502, detail=str(error)) from error
    return {"response": reply.text}
