# wrong: crash
# says: line 6: `endpoint.calls_ai` raised AttributeError


def decide(endpoint: Endpoint) -> Choice:
    if endpoint.calls_ai or endpoint.uses_langchain:
        return Choice.ASYNC
    return Choice.DEF
