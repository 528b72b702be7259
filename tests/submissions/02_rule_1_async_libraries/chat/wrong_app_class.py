# wrong: no-answer
# says: the answer is the class `FastAPI` itself: call it, `FastAPI()`

app = FastAPI
