# right: awaits the async client

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    reply = await client.chat.completions.create(
        model="gpt-4o-mini", messages=[{"role": "user", "content": body.message}]
    )
    return {"response": reply.choices[0].message.content}
