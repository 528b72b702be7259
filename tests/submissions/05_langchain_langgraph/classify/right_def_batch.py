# right: `batch` in a `def` endpoint, in four threads

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
def classify(body: Texts):
    inputs = [{"text": text} for text in body.texts]
    return {"labels": chain.batch(inputs, config={"max_concurrency": 4})}
