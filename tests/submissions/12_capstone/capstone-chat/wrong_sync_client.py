# wrong: loop-held
# says: line 10: `sync_client.chat.completions.create(…)` held the event loop while others waited
from openai import OpenAI

sync_client = OpenAI()


@app.post("/chat")
async def chat(body: Message) -> dict[str, str]:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
