# wrong: loop-held
# says: line 11: `time.sleep(1)` held the event loop while others waited

import time

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    time.sleep(1)
    reply = await client.chat.completions.create(
        model="gpt-4o-mini", messages=[{"role": "user", "content": body.message}]
    )
    return {"response": reply.choices[0].message.content}
