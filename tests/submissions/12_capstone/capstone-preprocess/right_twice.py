# right: splits a second time where the first has found less than it could
@app.post("/preprocess")
def preprocess(body: Text):
    pieces = split(body.text)
    return {"chunks": [sentence for piece in pieces for sentence in split(piece)]}
