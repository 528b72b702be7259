# wrong: no-route
# says: the app has no route `POST /chat`

app = FastAPI()


@app.post("/chats")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
