# wrong: loop-held
# says: line 20: `pool.submit(…).result()` held the event loop while others waited

from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(8)

app = FastAPI()


def reply_to(message: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return completion.choices[0].message.content


@app.post("/chat")
async def chat(body: Message):
    return {"response": pool.submit(reply_to, body.message).result()}
