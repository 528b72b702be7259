# wrong: waits-for-other
# says: `GET /beta` is not answered while `GET /alpha` is at work
import asyncio
import threading

one_at_a_time = threading.Semaphore(4)
app = FastAPI()


@app.get("/alpha")
def get_alpha():
    with one_at_a_time:
        return {"value": alpha()}


@app.get("/beta")
def get_beta():
    with one_at_a_time:
        return {"value": beta()}


@app.get("/gamma")
def get_gamma():
    with one_at_a_time:
        return {"value": asyncio.run(gamma())}


@app.get("/delta")
def get_delta():
    with one_at_a_time:
        return {"value": delta()}
