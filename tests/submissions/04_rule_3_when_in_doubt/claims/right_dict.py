# right: all ten as they are
answers = {
    "A `def` endpoint runs in a worker thread, not on the event loop": True,
    "An `async def` endpoint without any `await` runs in a worker thread": False,
    "A plain function called inside an `async def` endpoint is moved to a worker thread": False,
    "A `def` dependency of an `async def` endpoint runs in a worker thread": True,
    "A background task written with `def` runs on the event loop": False,
    "While an `async def` endpoint is in a blocking call, the loop serves other requests": False,
    "While a `def` endpoint is in a blocking call, an `async def` health check answers": True,
    "The 41st blocked `def` call waits until one of the 40 before it ends": True,
    "The 41st `async def` request waits while 40 others await their model": False,
    "`await asyncio.to_thread(f)` in an `async def` endpoint leaves the loop to others": True,
}
