# wrong: order-lost
# says: the labels are all there, and not in the order of the texts

import asyncio

app = FastAPI()
chain = labeller | llm | StrOutputParser()
places = asyncio.Semaphore(4)


@app.post("/classify")
async def classify(body: Texts):
    labels = []

    async def label(text: str) -> None:
        async with places:
            labels.append(await chain.ainvoke({"text": text}))

    await asyncio.gather(*(label(text) for text in body.texts))
    return {"labels": labels}
