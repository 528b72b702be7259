# wrong: never-closed
# says: the app has shut down, and its client is still connected
openai_client = AsyncOpenAI()
app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
