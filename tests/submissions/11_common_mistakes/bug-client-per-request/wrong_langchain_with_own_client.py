# wrong: client-per-request
# says: 4 requests in a row opened 4 connections to the model
import httpx2

app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    model = ChatOpenAI(model=MODEL, http_async_client=httpx2.AsyncClient())
    reply = await model.ainvoke(body.message)
    return {"response": reply.text}
