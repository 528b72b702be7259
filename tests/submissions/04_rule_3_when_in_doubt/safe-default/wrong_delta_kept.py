# wrong: kept-value
# says: `GET /delta` replied without calling `delta()`: the value was kept
from functools import lru_cache

delta = lru_cache(delta)
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
def get_delta():
    return {"value": delta()}
