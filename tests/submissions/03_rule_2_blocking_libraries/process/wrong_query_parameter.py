# wrong: query-parameter
# says: `POST /process` reads `data` from the query string, not from the JSON body
app = FastAPI()


@app.post("/process")
def process(data: str):
    return {"result": archive.process(data)}
