# right: an HTTP client that opens four connections and no more
import asyncio

import httpx

limited = ChatOpenAI(
    model=MODEL,
    http_async_client=httpx.AsyncClient(limits=httpx.Limits(max_connections=4), timeout=None),
    timeout=None,
)
chain = labeller | limited | StrOutputParser()
app = FastAPI()


@app.post("/classify")
async def classify(body: Texts):
    return {"labels": await asyncio.gather(*(chain.ainvoke({"text": text}) for text in body.texts))}
