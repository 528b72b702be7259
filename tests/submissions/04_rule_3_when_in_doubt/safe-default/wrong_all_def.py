# wrong: missing-await
# says: a call of `gamma` is never awaited
app = FastAPI()


@app.get("/alpha")
def get_alpha():
    return {"value": alpha()}


@app.get("/beta")
def get_beta():
    return {"value": beta()}


@app.get("/gamma")
def get_gamma():
    return {"value": gamma()}


@app.get("/delta")
def get_delta():
    return {"value": delta()}
