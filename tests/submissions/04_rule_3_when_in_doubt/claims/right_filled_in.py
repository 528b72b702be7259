# right: filled in afterwards
answers = {
    "A `def` endpoint runs in a worker thread, not on the event loop": None,
    "An `async def` endpoint without any `await` runs in a worker thread": None,
    "A plain function called inside an `async def` endpoint is moved to a worker thread": None,
    "A `def` dependency of an `async def` endpoint runs in a worker thread": None,
    "A background task written with `def` runs on the event loop": None,
    "While an `async def` endpoint is in a blocking call, the loop serves other requests": None,
    "While a `def` endpoint is in a blocking call, an `async def` health check answers": None,
    "The 41st blocked `def` call waits until one of the 40 before it ends": None,
    "The 41st `async def` request waits while 40 others await their model": None,
    "`await asyncio.to_thread(f)` in an `async def` endpoint leaves the loop to others": None,
}
answers[list(answers)[0]] = True
answers[list(answers)[1]] = False
answers[list(answers)[2]] = False
answers[list(answers)[3]] = True
answers[list(answers)[4]] = False
answers[list(answers)[5]] = False
answers[list(answers)[6]] = True
answers[list(answers)[7]] = True
answers[list(answers)[8]] = False
answers[list(answers)[9]] = True
