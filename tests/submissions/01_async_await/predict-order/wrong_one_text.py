# wrong: wrong-shape
# says: `answer` is one text, not a list of lines

answer = "the doors open\na table is free\nAda sits down"
