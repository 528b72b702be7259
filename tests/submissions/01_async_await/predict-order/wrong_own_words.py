# wrong: wrong-lines
# says: the program never prints 'the door opens'

answer = [
    "the door opens",
    "a table is free",
    "Ada sits down",
    "Bob sits down",
    "Ada drinks a coffee",
    "Ada leaves",
    "Bob drinks a coffee",
    "Bob leaves",
    "the doors close",
]
