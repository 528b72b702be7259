# wrong: over-limit
# says: more than 4 calls were in flight at once, and 4 is the limit

import asyncio

app = FastAPI()
chain = labeller | llm | StrOutputParser()


async def label(text: str) -> str:
    async with asyncio.Semaphore(4):
        return await chain.ainvoke({"text": text})


@app.post("/classify")
async def classify(body: Texts):
    return {"labels": await asyncio.gather(*(label(text) for text in body.texts))}
