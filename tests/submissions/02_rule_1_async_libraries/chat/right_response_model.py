# right: a response model, and a system message before the user's

app = FastAPI()


class Reply(BaseModel):
    response: str


@app.post("/chat", response_model=Reply)
async def chat(body: Message):
    messages = [
        {"role": "system", "content": "You are a friendly assistant."},
        {"role": "user", "content": f"A user writes: {body.message}"},
    ]
    completion = await openai_client.chat.completions.create(model=MODEL, messages=messages)
    return Reply(response=completion.choices[0].message.content)
