# wrong: wrong-lines
# says: "Ada drinks a coffee" is printed once, and in `answer` it is there 2 times

answer = [
    "the doors open",
    "a table is free",
    "Ada sits down",
    "Bob sits down",
    "Ada drinks a coffee",
    "Ada drinks a coffee",
    "Ada leaves",
    "Bob drinks a coffee",
    "Bob leaves",
    "the doors close",
]
