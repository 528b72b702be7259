# wrong: loop-held
# says: line 8: `alpha()` held the event loop while others waited
app = FastAPI()


@app.get("/alpha")
async def get_alpha():
    return {"value": await alpha()}


@app.get("/beta")
async def get_beta():
    return {"value": await beta()}


@app.get("/gamma")
async def get_gamma():
    return {"value": await gamma()}


@app.get("/delta")
async def get_delta():
    return {"value": await delta()}
