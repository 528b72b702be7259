# wrong: over-limit
# says: more than 4 calls were in flight at once, and 4 is the limit

import asyncio

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    def start(texts: list[str]) -> list[asyncio.Task]:
        return [asyncio.create_task(chain.ainvoke({"text": text})) for text in texts]

    labels = start(body.texts[:4])
    await asyncio.wait(labels, return_when=asyncio.FIRST_COMPLETED)
    return {"labels": await asyncio.gather(*labels, *start(body.texts[4:]))}
