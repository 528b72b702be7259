# wrong: loop-busy
# says: line 10: `for number in range(50_000_000):` kept the event loop busy computing

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    checksum = 0
    for number in range(50_000_000):
        checksum += number % 7
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
