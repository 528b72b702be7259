# wrong: crash
# says: line 9: `model.chat.completions.create(…)` raised RuntimeError
app = FastAPI()
model = AsyncOpenAI(max_retries=0)


@app.post("/fixed")
async def fixed(body: Message):
    completion = await model.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    await model.close()
    return {"response": completion.choices[0].message.content}
