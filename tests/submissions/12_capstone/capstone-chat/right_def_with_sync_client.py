# right: a plain def, which FastAPI runs in a thread
from openai import OpenAI

sync_client = OpenAI()


@app.post("/chat")
def chat(body: Message) -> dict[str, str]:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
