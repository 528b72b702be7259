# wrong: missing-await
# says: the prompt holds a coroutine: a call of `shortened` is never awaited

app = FastAPI()


class Message(BaseModel):
    message: str


async def shortened(text):
    return text.strip()


@app.post("/chat")
async def chat(body: Message):
    content = f"Answer this: {shortened(body.message)}"
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": content}]
    )
    return {"response": completion.choices[0].message.content}
