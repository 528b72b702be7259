# wrong: wrong-type
# says: for an AI API `decide` returns a str


def decide(endpoint: Endpoint) -> Choice:
    awaits = endpoint.calls_ai_api or endpoint.uses_langchain
    return "async def" if awaits else "def"
