# wrong: no-answer
# says: `app` has no route yet: the answer is still empty

app = FastAPI()

# YOUR CODE HERE
pass
