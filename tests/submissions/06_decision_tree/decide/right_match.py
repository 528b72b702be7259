# right: structural matching


def decide(endpoint: Endpoint) -> Choice:
    match endpoint:
        case Endpoint(calls_ai_api=False, uses_langchain=False):
            return Choice.DEF
        case Endpoint(blocking=False, cpu_heavy=False, unknown=False):
            return Choice.ASYNC
    return Choice.ASYNC_AND_THREAD
