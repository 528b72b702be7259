# wrong: wrong-claims
# says: 0 of your 10 answers agree with a run, 10 do not
answers = {
    "A `def` endpoint runs in a worker thread, not on the event loop": False,
    "An `async def` endpoint without any `await` runs in a worker thread": True,
    "A plain function called inside an `async def` endpoint is moved to a worker thread": True,
    "A `def` dependency of an `async def` endpoint runs in a worker thread": False,
    "A background task written with `def` runs on the event loop": True,
    "While an `async def` endpoint is in a blocking call, the loop serves other requests": True,
    "While a `def` endpoint is in a blocking call, an `async def` health check answers": False,
    "The 41st blocked `def` call waits until one of the 40 before it ends": False,
    "The 41st `async def` request waits while 40 others await their model": True,
    "`await asyncio.to_thread(f)` in an `async def` endpoint leaves the loop to others": False,
}
