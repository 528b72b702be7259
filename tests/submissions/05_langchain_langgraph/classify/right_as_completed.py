# right: `abatch_as_completed`, put back into order by index

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    labels = [""] * len(body.texts)
    inputs = [{"text": text} for text in body.texts]
    async for index, label in chain.abatch_as_completed(inputs, {"max_concurrency": 4}):
        labels[index] = label
    return {"labels": labels}
