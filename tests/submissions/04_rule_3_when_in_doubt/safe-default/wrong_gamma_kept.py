# wrong: kept-value
# says: `GET /gamma` replied without calling `gamma()`: the value was kept
kept = {}
app = FastAPI()


@app.get("/alpha")
def get_alpha():
    return {"value": alpha()}


@app.get("/beta")
def get_beta():
    return {"value": beta()}


@app.get("/gamma")
async def get_gamma():
    if "gamma" not in kept:
        kept["gamma"] = await gamma()
    return {"value": kept["gamma"]}


@app.get("/delta")
def get_delta():
    return {"value": delta()}
