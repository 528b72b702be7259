# wrong: client-per-request
# says: 4 requests in a row opened 4 connections to the model
async def ask(message):
    model = AsyncOpenAI()
    completion = await model.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return completion.choices[0].message.content


app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    return {"response": await ask(body.message)}
