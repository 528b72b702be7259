# wrong: nested-run
# says: line 20: `asyncio.run(gamma())` starts a second event loop inside the first
import asyncio

app = FastAPI()


@app.get("/alpha")
def get_alpha():
    return {"value": alpha()}


@app.get("/beta")
def get_beta():
    return {"value": beta()}


@app.get("/gamma")
async def get_gamma():
    return {"value": asyncio.run(gamma())}


@app.get("/delta")
def get_delta():
    return {"value": delta()}
