# wrong: wrong-claims
# says: 5 of your 10 answers agree with a run, 5 do not
answers = {
    "A `def` endpoint runs in a worker thread, not on the event loop": False,
    "An `async def` endpoint without any `await` runs in a worker thread": False,
    "A plain function called inside an `async def` endpoint is moved to a worker thread": False,
    "A `def` dependency of an `async def` endpoint runs in a worker thread": False,
    "A background task written with `def` runs on the event loop": False,
    "While an `async def` endpoint is in a blocking call, the loop serves other requests": False,
    "While a `def` endpoint is in a blocking call, an `async def` health check answers": False,
    "The 41st blocked `def` call waits until one of the 40 before it ends": False,
    "The 41st `async def` request waits while 40 others await their model": False,
    "`await asyncio.to_thread(f)` in an `async def` endpoint leaves the loop to others": False,
}
