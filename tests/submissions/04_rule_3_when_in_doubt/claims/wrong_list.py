# wrong: wrong-shape
# says: `answers` is not a dict of claims
answers = [True, False, False, True, False, False, True, True, False, True]
