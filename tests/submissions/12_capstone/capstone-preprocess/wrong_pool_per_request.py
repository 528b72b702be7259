# wrong: pool-per-request
# says: the request is over, and the process that computed for it has ended too
@app.post("/preprocess")
def preprocess(body: Text):
    with ProcessPoolExecutor(max_workers=1) as pool:
        return {"chunks": pool.submit(split, body.text).result()}
