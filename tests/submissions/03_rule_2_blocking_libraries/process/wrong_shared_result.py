# wrong: wrong-reply
# says: `result` is not what the archive gave for this user
app = FastAPI()
last = {}


@app.post("/process")
def process(body: Data):
    result = archive.process(body.data)
    return {"result": last.setdefault("result", result)}
