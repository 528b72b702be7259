# wrong: loop-gone
# says: line 13: the client's open connection belongs to an event loop that is gone

import asyncio

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
def classify(body: Texts):
    inputs = [{"text": text} for text in body.texts]
    return {"labels": asyncio.run(chain.abatch(inputs, {"max_concurrency": 4}))}
