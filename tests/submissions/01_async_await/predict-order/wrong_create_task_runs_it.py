# wrong: wrong-order
# says: line 2 of the output is not "Bob sits down"

answer = [
    "the doors open",
    "Bob sits down",
    "a table is free",
    "Ada sits down",
    "Bob drinks a coffee",
    "Bob leaves",
    "Ada drinks a coffee",
    "Ada leaves",
    "the doors close",
]
