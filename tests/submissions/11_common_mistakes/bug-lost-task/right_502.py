# right: awaits it and turns its failure into a 502
from autograder.blocking_service import ArchiveError

app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    try:
        await audit(body.message, reply.text)
    except ArchiveError as error:
        raise HTTPException(502, "The reply could not be recorded.") from error
    return {"response": reply.text}
