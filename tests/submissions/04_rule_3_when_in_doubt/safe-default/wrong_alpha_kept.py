# wrong: kept-value
# says: `GET /alpha` replied without calling `alpha()`: the value was kept
from functools import lru_cache

cached_alpha = lru_cache(alpha)
cached_delta = lru_cache(delta)
app = FastAPI()


@app.get("/alpha")
def get_alpha():
    return {"value": cached_alpha()}


@app.get("/beta")
def get_beta():
    return {"value": beta()}


@app.get("/gamma")
async def get_gamma():
    return {"value": await gamma()}


@app.get("/delta")
def get_delta():
    return {"value": cached_delta()}
