# wrong: asks-again
# says: the model had said all that was needed, and was asked again

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    messages = [{"role": "user", "content": body.message}]
    print(await openai_client.chat.completions.create(model=MODEL, messages=messages))
    completion = await openai_client.chat.completions.create(model=MODEL, messages=messages)
    return {"response": completion.choices[0].message.content}
