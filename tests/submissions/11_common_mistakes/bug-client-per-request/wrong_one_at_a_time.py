# wrong: one-by-one
# says: only 1 of 2 calls reached the model while it held its replies
app = FastAPI()
model = AsyncOpenAI()
one_at_a_time = asyncio.Lock()


@app.post("/fixed")
async def fixed(body: Message):
    async with one_at_a_time:
        completion = await model.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    return {"response": completion.choices[0].message.content}
