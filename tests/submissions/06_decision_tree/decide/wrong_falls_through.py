# wrong: wrong-type
# says: for an unknown library `decide` returns nothing


def decide(endpoint: Endpoint) -> Choice:
    if endpoint.calls_ai_api or endpoint.uses_langchain:
        if endpoint.blocking or endpoint.cpu_heavy or endpoint.unknown:
            return Choice.ASYNC_AND_THREAD
        return Choice.ASYNC
    if endpoint.blocking or endpoint.cpu_heavy:
        return Choice.DEF
