# wrong: model-not-asked
# says: `GET /alpha` replied without asking the library
ALPHA = alpha()
app = FastAPI()


@app.get("/alpha")
def get_alpha():
    return {"value": ALPHA}


@app.get("/beta")
def get_beta():
    return {"value": beta()}


@app.get("/gamma")
async def get_gamma():
    return {"value": await gamma()}


@app.get("/delta")
def get_delta():
    return {"value": delta()}
