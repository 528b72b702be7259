# wrong: wrong-order
# says: line 4 of the output is not "Ada drinks a coffee"

answer = [
    "the doors open",
    "a table is free",
    "Ada sits down",
    "Ada drinks a coffee",
    "Ada leaves",
    "Bob sits down",
    "Bob drinks a coffee",
    "Bob leaves",
    "the doors close",
]
