# wrong: wrong-type
# says: an answer is 1, and True or False is asked for
answers = {
    "A `def` endpoint runs in a worker thread, not on the event loop": 1,
    "An `async def` endpoint without any `await` runs in a worker thread": 0,
    "A plain function called inside an `async def` endpoint is moved to a worker thread": 0,
    "A `def` dependency of an `async def` endpoint runs in a worker thread": 1,
    "A background task written with `def` runs on the event loop": 0,
    "While an `async def` endpoint is in a blocking call, the loop serves other requests": 0,
    "While a `def` endpoint is in a blocking call, an `async def` health check answers": 1,
    "The 41st blocked `def` call waits until one of the 40 before it ends": 1,
    "The 41st `async def` request waits while 40 others await their model": 0,
    "`await asyncio.to_thread(f)` in an `async def` endpoint leaves the loop to others": 1,
}
