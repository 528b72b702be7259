# wrong: no-answer
# says: `decide(…)` returns nothing: is the answer still empty?


def decide(endpoint: Endpoint) -> Choice:
    awaits = endpoint.calls_ai_api or endpoint.uses_langchain
    print(Choice.ASYNC if awaits else Choice.DEF)
