# wrong: wrong-type
# says: for an AI API `decide` returns a coroutine


async def decide(endpoint: Endpoint) -> Choice:
    awaits = endpoint.calls_ai_api or endpoint.uses_langchain
    holds = endpoint.blocking or endpoint.cpu_heavy or endpoint.unknown
    if awaits and holds:
        return Choice.ASYNC_AND_THREAD
    return Choice.ASYNC if awaits else Choice.DEF
