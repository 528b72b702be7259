# right: a plain def: FastAPI runs it in a thread
@app.post("/preprocess")
def preprocess(body: Text) -> dict[str, list[str]]:
    return {"chunks": split(body.text)}
