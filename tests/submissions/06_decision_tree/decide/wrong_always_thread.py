# wrong: wrong-choice
# says: for an AI API `decide` says ASYNC_AND_THREAD


def decide(endpoint: Endpoint) -> Choice:
    return Choice.ASYNC_AND_THREAD
