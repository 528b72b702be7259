# right: a plain def endpoint with batch, which has threads of its own
app = FastAPI()


@app.post("/fixed")
def fixed(body: Messages):
    return {"responses": [reply.text for reply in llm.batch(body.messages)]}
