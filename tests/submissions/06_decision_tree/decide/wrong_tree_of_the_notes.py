# wrong: wrong-choice
# says: for an AI API and a blocking library `decide` says ASYNC


def decide(endpoint: Endpoint) -> Choice:
    if endpoint.calls_ai_api:
        return Choice.ASYNC
    if endpoint.uses_langchain:
        return Choice.ASYNC
    return Choice.DEF
