# wrong: wrong-order
# says: line 6 of the output is not "Bob drinks a coffee"

answer = [
    "the doors open",
    "a table is free",
    "Ada sits down",
    "Bob sits down",
    "Ada drinks a coffee",
    "Bob drinks a coffee",
    "Ada leaves",
    "Bob leaves",
    "the doors close",
]
