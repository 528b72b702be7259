# wrong: wrong-lines
# says: the program never prints 9

answer = [9, 1, 4, 7, 2, 3, 5, 6, 8]
