# right: an endpoint that is an object with threads of its own
import asyncio
from concurrent.futures import ThreadPoolExecutor


class Slow:
    def __init__(self, callers: int) -> None:
        self.threads = ThreadPoolExecutor(callers, thread_name_prefix="slow")

    async def __call__(self) -> dict[str, str]:
        future = self.threads.submit(archive.process, "the long report")
        return {"result": await asyncio.wrap_future(future)}


app = FastAPI()
app.include_router(reports)
app.add_api_route("/slow", Slow(60), methods=["GET"])
