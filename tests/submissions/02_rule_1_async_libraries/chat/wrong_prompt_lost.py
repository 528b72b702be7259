# wrong: prompt-lost
# says: the model was asked, but not what the user wrote

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "message"}]
    )
    return {"response": completion.choices[0].message.content}
