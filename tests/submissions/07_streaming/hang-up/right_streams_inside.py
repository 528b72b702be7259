# right: streams from the model and looks for its client at each token

app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request):
    text = ""
    stream = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}], stream=True
    )
    async with stream:
        async for chunk in stream:
            if await request.is_disconnected():
                break
            text += chunk.choices[0].delta.content or ""
    return {"response": text}
