# right: the lines in a tuple

answer = (
    "the doors open",
    "a table is free",
    "Ada sits down",
    "Bob sits down",
    "Ada drinks a coffee",
    "Ada leaves",
    "Bob drinks a coffee",
    "Bob leaves",
    "the doors close",
)
