# wrong: wrong-shape
# says: `answer` is nothing, not a list of lines

answer = None
