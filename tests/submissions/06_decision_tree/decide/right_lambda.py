# right: one expression, over the dataclass's fields

from dataclasses import astuple


def decide(endpoint: Endpoint) -> Choice:
    ai, langchain, *holding = astuple(endpoint)
    choices = [Choice.DEF, Choice.DEF, Choice.ASYNC, Choice.ASYNC_AND_THREAD]
    return choices[2 * (ai or langchain) + any(holding)]
