# right: a process for whatever cannot be awaited
import asyncio
import inspect
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager


@asynccontextmanager
async def lifespan(app):
    with ProcessPoolExecutor(max_workers=4) as app.state.processes:
        yield


app = FastAPI(lifespan=lifespan)


def add(name, function):
    async def endpoint():
        if inspect.iscoroutinefunction(function):
            return {"value": await function()}
        loop = asyncio.get_running_loop()
        return {"value": await loop.run_in_executor(app.state.processes, function)}

    app.get(f"/{name}")(endpoint)


for name, function in {"alpha": alpha, "beta": beta, "gamma": gamma, "delta": delta}.items():
    add(name, function)
