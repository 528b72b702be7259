# wrong: wrong-choice
# says: for an unknown library `decide` says ASYNC


def decide(endpoint: Endpoint) -> Choice:
    awaits = endpoint.calls_ai_api or endpoint.uses_langchain
    holds = endpoint.blocking or endpoint.cpu_heavy
    if awaits and holds:
        return Choice.ASYNC_AND_THREAD
    if awaits or not holds:
        return Choice.ASYNC
    return Choice.DEF
