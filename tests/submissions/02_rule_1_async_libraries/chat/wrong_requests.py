# wrong: loop-held
# says: line 13: `requests.post(…)` held the event loop while others waited

import os

import requests

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    reply = requests.post(
        f"{os.environ['OPENAI_BASE_URL']}/chat/completions",
        headers={"authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"},
        json={"model": MODEL, "messages": [{"role": "user", "content": body.message}]},
    )
    return {"response": reply.json()["choices"][0]["message"]["content"]}
