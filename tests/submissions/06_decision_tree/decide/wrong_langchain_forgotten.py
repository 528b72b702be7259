# wrong: wrong-choice
# says: for LangChain `decide` says DEF


def decide(endpoint: Endpoint) -> Choice:
    holds = endpoint.blocking or endpoint.cpu_heavy or endpoint.unknown
    if endpoint.calls_ai_api:
        return Choice.ASYNC_AND_THREAD if holds else Choice.ASYNC
    return Choice.DEF
