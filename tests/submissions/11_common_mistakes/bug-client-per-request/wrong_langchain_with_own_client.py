# wrong: client-per-request
# says: ?
import httpx2

app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    model = ChatOpenAI(model=MODEL, http_async_client=httpx2.AsyncClient())
    reply = await model.ainvoke(body.message)
    return {"response": reply.text}
