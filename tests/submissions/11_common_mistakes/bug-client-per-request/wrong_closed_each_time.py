# wrong: client-per-request
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    async with AsyncOpenAI() as model:
        completion = await model.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
        return {"response": completion.choices[0].message.content}
