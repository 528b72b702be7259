# wrong: loop-held
# says: line 13: `with lock:` held the event loop while others waited

import threading

lock = threading.Lock()

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    with lock:
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    return {"response": completion.choices[0].message.content}
