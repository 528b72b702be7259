# wrong: not-asked-to-stream
# says: the model was asked for a whole reply, not for a stream
from fastapi.responses import PlainTextResponse

app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await llm.ainvoke(body.message)
    return PlainTextResponse(reply.text)
