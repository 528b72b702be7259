# wrong: loop-held
# says: line 5: `app.state.workers.submit(…).result()` held the event loop while others waited
@app.post("/preprocess")
async def preprocess(body: Text):
    return {"chunks": app.state.workers.submit(split, body.text).result()}
