# wrong: kept-value
# says: `POST /chat` replied to a later user without asking the model

app = FastAPI()


class Message(BaseModel):
    message: str


replies = {}


@app.post("/chat")
async def chat(body: Message):
    if MODEL not in replies:
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
        replies[MODEL] = completion.choices[0].message.content
    return {"response": replies[MODEL]}
