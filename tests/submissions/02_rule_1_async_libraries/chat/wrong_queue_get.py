# wrong: loop-held
# says: line 21: `replies.get()` held the event loop while others waited

import queue
import threading

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    replies = queue.Queue()

    def work() -> None:
        completion = sync_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
        replies.put(completion.choices[0].message.content)

    threading.Thread(target=work).start()
    return {"response": replies.get()}
