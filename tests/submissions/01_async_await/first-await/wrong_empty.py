# wrong: no-answer
# says: `ask(…)` returns nothing: is the answer still empty?


async def ask(question: str) -> str:
    # YOUR CODE HERE
    pass
