# wrong: loop-busy
# says: line 23: `delta()` kept the event loop busy computing
app = FastAPI()


@app.get("/alpha")
def get_alpha():
    return {"value": alpha()}


@app.get("/beta")
def get_beta():
    return {"value": beta()}


@app.get("/gamma")
async def get_gamma():
    return {"value": await gamma()}


@app.get("/delta")
async def get_delta():
    return {"value": delta()}
