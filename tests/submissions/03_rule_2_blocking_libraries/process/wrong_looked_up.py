# wrong: other-call
# says: your app called `archive.lookup`, where `archive.process` is asked for
app = FastAPI()


@app.post("/process")
def process(body: Data):
    return {"result": archive.lookup(body.data)["text"]}
