# right: the limit is bound to the chain, messages are turned to text at the end

app = FastAPI()
chain = (labeller | llm).with_config(max_concurrency=4)


@app.post("/classify")
async def classify(body: Texts):
    replies = await chain.abatch([{"text": text} for text in body.texts])
    return {"labels": [reply.text for reply in replies]}
