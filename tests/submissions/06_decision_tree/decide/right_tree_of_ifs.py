# right: the tree as it is drawn


def decide(endpoint):
    if endpoint.calls_ai_api or endpoint.uses_langchain:
        if endpoint.blocking:
            return Choice.ASYNC_AND_THREAD
        elif endpoint.cpu_heavy:
            return Choice.ASYNC_AND_THREAD
        elif endpoint.unknown:
            return Choice.ASYNC_AND_THREAD
        else:
            return Choice.ASYNC
    else:
        return Choice.DEF
