# wrong: one-by-one
# says: only 1 of 3 calls reached the archive while it held its replies
import threading

lock = threading.Lock()
app = FastAPI()


@app.post("/process")
def process(body: Data):
    with lock:
        return {"result": archive.process(body.data)}
