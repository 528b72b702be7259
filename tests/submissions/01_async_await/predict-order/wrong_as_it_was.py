# wrong: wrong-order
# says: line 1 of the output is not "a table is free"

answer = [
    "a table is free",
    "Ada drinks a coffee",
    "Ada leaves",
    "Ada sits down",
    "Bob drinks a coffee",
    "Bob leaves",
    "Bob sits down",
    "the doors close",
    "the doors open",
]
