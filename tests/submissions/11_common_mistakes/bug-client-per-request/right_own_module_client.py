# right: a client of its own, made once
app = FastAPI()
model = AsyncOpenAI()


@app.post("/fixed")
async def fixed(body: Message):
    completion = await model.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
