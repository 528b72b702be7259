# wrong: wrong-chunks
# says: `chunks` is not what `split` gives for the user's text
@app.post("/preprocess")
def preprocess(body: Text):
    return {"chunks": [chunk.lower() for chunk in split(body.text)]}
