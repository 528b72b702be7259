# wrong: no-route
# says: the app has no route `GET /gamma`
app = FastAPI()


@app.get("/alpha")
def get_alpha():
    return {"value": alpha()}


@app.get("/beta")
def get_beta():
    return {"value": beta()}


@app.get("/gama")
async def get_gamma():
    return {"value": await gamma()}


@app.get("/delta")
def get_delta():
    return {"value": delta()}
