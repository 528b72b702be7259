# right: the chain mapped over its inputs

app = FastAPI()
chain = (labeller | llm | StrOutputParser()).map()


@app.post("/classify")
async def classify(body: Texts):
    inputs = [{"text": text} for text in body.texts]
    return {"labels": await chain.ainvoke(inputs, {"max_concurrency": 4})}
