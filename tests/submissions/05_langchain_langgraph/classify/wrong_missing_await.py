# wrong: missing-await
# says: line 11 never awaits `chain.abatch(…)`

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    inputs = [{"text": text} for text in body.texts]
    return {"labels": chain.abatch(inputs, {"max_concurrency": 4})}
