# wrong: not-json
# says: `POST /chat` replied with something that is not JSON

from fastapi.responses import PlainTextResponse

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return PlainTextResponse(completion.choices[0].message.content)
