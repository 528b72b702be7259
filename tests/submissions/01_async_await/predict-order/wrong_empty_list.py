# wrong: wrong-lines
# says: "the doors open" is printed once, and in `answer` it is not there

answer = []
