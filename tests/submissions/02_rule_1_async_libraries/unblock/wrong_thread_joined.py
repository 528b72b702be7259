# wrong: loop-held
# says: line 21: `thread.join()` held the event loop while others waited

import threading

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    found = {}

    def ask() -> None:
        completion = sync_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": f"Summarize: {body.text}"}]
        )
        found["summary"] = completion.choices[0].message.content

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return found
