# wrong: wrong-type
# says: a label is an object, and the model's text is asked for

app = FastAPI()
chain = labeller | llm


@app.post("/classify")
async def classify(body: Texts):
    inputs = [{"text": text} for text in body.texts]
    return {"labels": await chain.abatch(inputs, {"max_concurrency": 4})}
