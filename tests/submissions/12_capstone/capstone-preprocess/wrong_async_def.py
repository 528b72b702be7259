# wrong: loop-busy
# says: line 5: `split(body.text)` kept the event loop busy computing
@app.post("/preprocess")
async def preprocess(body: Text):
    return {"chunks": split(body.text)}
