# right: four workers in a task group share one iterator

import asyncio

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    labels = {}
    waiting = iter(enumerate(body.texts))

    async def work():
        for index, text in waiting:
            labels[index] = await chain.ainvoke({"text": text})

    async with asyncio.TaskGroup() as group:
        for _ in range(4):
            group.create_task(work())
    return {"labels": [labels[index] for index in range(len(body.texts))]}
