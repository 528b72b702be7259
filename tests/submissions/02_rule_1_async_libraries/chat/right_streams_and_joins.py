# right: asks for a stream and puts the reply together

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    stream = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
    )
    text = ""
    async for chunk in stream:
        if chunk.choices:
            text += chunk.choices[0].delta.content or ""
    return {"response": text}
