# wrong: kept-value
# says: `POST /process` replied to a later user without asking the archive

app = FastAPI()
results = {}


@app.post("/process")
def process(body: Data):
    key = type(body)
    if key not in results:
        results[key] = archive.process(body.data)
    return {"result": results[key]}
