# wrong: wrong-lines
# says: "a table is free" is printed once, and in `answer` it is not there

answer = [
    "the doors open",
    "Ada sits down",
    "Bob sits down",
    "Ada drinks a coffee",
    "Ada leaves",
    "Bob drinks a coffee",
    "Bob leaves",
    "the doors close",
]
