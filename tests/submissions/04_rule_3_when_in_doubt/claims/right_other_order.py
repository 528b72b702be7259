# right: in another order, with a note beside them
answers = {
    "`await asyncio.to_thread(f)` in an `async def` endpoint leaves the loop to others": True,
    "The 41st `async def` request waits while 40 others await their model": False,
    "The 41st blocked `def` call waits until one of the 40 before it ends": True,
    "While a `def` endpoint is in a blocking call, an `async def` health check answers": True,
    "While an `async def` endpoint is in a blocking call, the loop serves other requests": False,
    "A background task written with `def` runs on the event loop": False,
    "A `def` dependency of an `async def` endpoint runs in a worker thread": True,
    "A plain function called inside an `async def` endpoint is moved to a worker thread": False,
    "An `async def` endpoint without any `await` runs in a worker thread": False,
    "A `def` endpoint runs in a worker thread, not on the event loop": True,
    "I am sure": True,
}
