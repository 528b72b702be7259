# wrong: no-answer
# says: `ask_both(…)` returns nothing: is the answer still empty?


async def ask_both(first: str, second: str) -> list[str]:
    # YOUR CODE HERE
    pass
