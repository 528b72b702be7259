# wrong: wrong-choice
# says: for an AI API and a blocking library `decide` says DEF


def decide(endpoint: Endpoint) -> Choice:
    if endpoint.cpu_heavy or endpoint.blocking:
        return Choice.DEF
    if endpoint.calls_ai_api or endpoint.uses_langchain:
        return Choice.ASYNC
    return Choice.DEF
