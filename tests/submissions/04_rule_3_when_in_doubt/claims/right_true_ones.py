# right: all false but five
claims = [
    "A `def` endpoint runs in a worker thread, not on the event loop",
    "An `async def` endpoint without any `await` runs in a worker thread",
    "A plain function called inside an `async def` endpoint is moved to a worker thread",
    "A `def` dependency of an `async def` endpoint runs in a worker thread",
    "A background task written with `def` runs on the event loop",
    "While an `async def` endpoint is in a blocking call, the loop serves other requests",
    "While a `def` endpoint is in a blocking call, an `async def` health check answers",
    "The 41st blocked `def` call waits until one of the 40 before it ends",
    "The 41st `async def` request waits while 40 others await their model",
    "`await asyncio.to_thread(f)` in an `async def` endpoint leaves the loop to others",
]
true = {0, 3, 6, 7, 9}
answers = {claim: number in true for number, claim in enumerate(claims)}
