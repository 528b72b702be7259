# wrong: one-by-one
# says: only 2 of 3 calls reached the model while it held its replies

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    return {"labels": [await chain.ainvoke({"text": text}) for text in body.texts]}
