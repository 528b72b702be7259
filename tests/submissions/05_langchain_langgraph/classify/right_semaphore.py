# right: one semaphore for the whole app, and gather keeps the order

import asyncio

app = FastAPI()
places = asyncio.Semaphore(4)


async def label(text: str) -> str:
    async with places:
        reply = await llm.ainvoke(labeller.invoke({"text": text}))
    return reply.content


@app.post("/classify")
async def classify(body: Texts):
    return {"labels": await asyncio.gather(*(label(text) for text in body.texts))}
