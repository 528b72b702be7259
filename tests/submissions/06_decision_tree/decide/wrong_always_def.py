# wrong: wrong-choice
# says: for an AI API `decide` says DEF


def decide(endpoint: Endpoint) -> Choice:
    return Choice.DEF
