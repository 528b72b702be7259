# wrong: under-limit
# says: only 3 calls were in flight, with work left for 4

app = FastAPI()
chain = labeller | llm | StrOutputParser()


@app.post("/classify")
async def classify(body: Texts):
    labels = []
    for start in range(0, len(body.texts), 4):
        labels += await chain.abatch([{"text": text} for text in body.texts[start : start + 4]])
    return {"labels": labels}
