# wrong: one-by-one
# says: only 1 of 3 calls reached the model while it held its replies

import threading
import time

app = FastAPI()
one_at_a_time = threading.Lock()


@app.post("/chat")
def chat(body: Message):
    with one_at_a_time:
        time.sleep(0.6)
        completion = sync_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    return {"response": completion.choices[0].message.content}
