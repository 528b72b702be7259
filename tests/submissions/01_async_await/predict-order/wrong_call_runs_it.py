# wrong: wrong-order
# says: line 1 of the output is not "Ada sits down"

answer = [
    "Ada sits down",
    "the doors open",
    "Bob sits down",
    "a table is free",
    "Ada drinks a coffee",
    "Ada leaves",
    "Bob drinks a coffee",
    "Bob leaves",
    "the doors close",
]
