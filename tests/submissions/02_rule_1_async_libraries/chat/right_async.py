# right: awaits the async client

app = FastAPI()


@app.post("/chat")
async def chat(body: Message) -> dict[str, str]:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
