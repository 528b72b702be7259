# wrong: wrong-status
# says: `POST /chat` answered with status 201, not 200

app = FastAPI()


@app.post("/chat", status_code=201)
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
