# wrong: loop-held
# says: line 12: `sync_client.chat.completions.create(…)` held the event loop while others waited

from openai import OpenAI

sync_client = OpenAI()
app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request):
    reply = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": reply.choices[0].message.content}
