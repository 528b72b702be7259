# right: `def` throughout: the coroutine gets a loop of its own in its thread
import asyncio

app = FastAPI()


@app.get("/alpha")
def get_alpha():
    return {"value": alpha()}


@app.get("/beta")
def get_beta():
    return {"value": beta()}


@app.get("/gamma")
def get_gamma():
    return {"value": asyncio.run(gamma())}


@app.get("/delta")
def get_delta():
    return {"value": delta()}
