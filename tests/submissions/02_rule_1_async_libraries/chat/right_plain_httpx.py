# right: speaks the model's protocol itself, by an async HTTP client

import os

import httpx

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    async with httpx.AsyncClient(timeout=None) as http:
        reply = await http.post(
            f"{os.environ['OPENAI_BASE_URL']}/chat/completions",
            headers={"authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"},
            json={"model": MODEL, "messages": [{"role": "user", "content": body.message}]},
        )
    return {"response": reply.json()["choices"][0]["message"]["content"]}
