# wrong: loop-held
# says: line 11: `sleep(1)` held the event loop while others waited

from time import sleep

app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    sleep(1)  # do not ask too often
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
