# right: put together from the turns on the loop

before_any_await = ["the doors open", "a table is free"]
first_turns = [f"{name} sits down" for name in ("Ada", "Bob")]
second_turns = [
    f"{name} {does}" for name in ("Ada", "Bob") for does in ("drinks a coffee", "leaves")
]
answer = [*before_any_await, *first_turns, *second_turns, "the doors close"]
