# wrong: task-lost
# says: the model got a text, and was not asked to classify it as `labeller` does

app = FastAPI()


@app.post("/classify")
async def classify(body: Texts):
    replies = await llm.abatch(body.texts, config={"max_concurrency": 4})
    return {"labels": [reply.text for reply in replies]}
