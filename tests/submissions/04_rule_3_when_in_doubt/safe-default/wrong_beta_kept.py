# wrong: wrong-value
# says: `GET /beta` did not reply with what `beta()` gives
BETA = beta()
app = FastAPI()


@app.get("/alpha")
def get_alpha():
    return {"value": alpha()}


@app.get("/beta")
def get_beta():
    return {"value": BETA}


@app.get("/gamma")
async def get_gamma():
    return {"value": await gamma()}


@app.get("/delta")
def get_delta():
    return {"value": delta()}
