# wrong: loop-held
# says: line 22: `time.sleep(0.01)` held the event loop while others waited

import threading
import time

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    found = {}

    def ask() -> None:
        completion = sync_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": f"Summarize: {body.text}"}]
        )
        found["summary"] = completion.choices[0].message.content

    threading.Thread(target=ask).start()
    while not found:
        time.sleep(0.01)
    return found
