# wrong: wrong-shape
# says: `labels` holds no list, and 2 texts were sent

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    inputs = [{"text": text} for text in body.texts]
    labels = await chain.abatch(inputs, {"max_concurrency": 4})
    return {"labels": dict(zip(body.texts, labels))}
