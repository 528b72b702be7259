# wrong: crash
# says: line 13: `("Answer in {words} words. " + body.mes…` raised KeyError: 'x'

app = FastAPI()


class Message(BaseModel):
    message: str


@app.post("/chat")
async def chat(body: Message):
    content = ("Answer in {words} words. " + body.message).format(words=50)
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": content}]
    )
    return {"response": completion.choices[0].message.content}
