# wrong: not-asked-to-stream
# says: ?
from fastapi.responses import PlainTextResponse

app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    return PlainTextResponse(reply.text)
