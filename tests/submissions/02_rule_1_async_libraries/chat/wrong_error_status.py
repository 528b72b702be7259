# wrong: wrong-status
# says: `POST /chat` answered with status 400, not 200

from fastapi import HTTPException

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    if len(body.message) < 100:
        raise HTTPException(400, "the message is too short")
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
