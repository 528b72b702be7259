# wrong: over-limit
# says: more than 4 calls were in flight at once, and 4 is the limit

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    inputs = [{"text": text} for text in body.texts]
    return {"labels": await chain.abatch(inputs, max_concurrency=4)}
