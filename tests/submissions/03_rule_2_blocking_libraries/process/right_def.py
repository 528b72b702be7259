# right: a plain `def` endpoint
app = FastAPI()


@app.post("/process")
def process(body: Data):
    return {"result": archive.process(body.data)}
