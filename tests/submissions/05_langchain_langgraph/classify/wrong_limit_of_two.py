# wrong: one-by-one
# says: only 2 of 4 calls reached the model while it held its replies

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    inputs = [{"text": text} for text in body.texts]
    return {"labels": await chain.abatch(inputs, {"max_concurrency": 2})}
