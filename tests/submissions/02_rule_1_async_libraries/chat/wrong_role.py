# wrong: refused
# says: the model turned down what it was sent

app = FastAPI()


class Message(BaseModel):
    message: str


@app.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "human", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
