# wrong: wrong-method
# says: the app has the path of `POST /chat`, by another method

app = FastAPI()


@app.get("/chat")
async def chat(message: str):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return {"response": completion.choices[0].message.content}
