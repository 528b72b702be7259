# wrong: loop-held
# says: line 11: `chain.batch(…)` held the event loop while others waited

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    inputs = [{"text": text} for text in body.texts]
    return {"labels": chain.batch(inputs, config={"max_concurrency": 4})}
