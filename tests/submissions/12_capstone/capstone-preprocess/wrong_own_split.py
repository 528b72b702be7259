# wrong: model-not-asked
# says: `POST /preprocess` replied without asking the library
@app.post("/preprocess")
def preprocess(body: Text):
    return {"chunks": body.text.split(". ")}
