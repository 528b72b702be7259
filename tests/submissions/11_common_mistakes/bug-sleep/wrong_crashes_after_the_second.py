# wrong: crash
# says: line 16: `pauses[attempt]` raised IndexError: list index out of range
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    pauses = [1.0]
    for attempt in range(3):
        try:
            completion = await once.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}]
            )
            return {"response": completion.choices[0].message.content}
        except RateLimitError as error:
            await asyncio.sleep(max(pause_of(error), pauses[attempt]))
    raise HTTPException(503, "The model is busy.")
