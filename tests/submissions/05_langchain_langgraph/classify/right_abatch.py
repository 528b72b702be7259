# right: `abatch` with a limit in its config

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    inputs = [{"text": text} for text in body.texts]
    return {"labels": await chain.abatch(inputs, {"max_concurrency": 4})}
