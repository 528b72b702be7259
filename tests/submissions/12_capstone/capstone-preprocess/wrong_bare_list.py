# wrong: wrong-shape
# says: `POST /preprocess` replied with a list, not an object with `chunks`
@app.post("/preprocess")
def preprocess(body: Text):
    return split(body.text)
