# wrong: one-by-one
# says: while one user's request is in its pause, no other user's reaches the model
app = FastAPI()
gate = asyncio.Semaphore(1)


@app.post("/fixed")
async def fixed(body: Message):
    async with gate:
        for attempt in range(3):
            try:
                completion = await once.chat.completions.create(
                    model=MODEL, messages=[{"role": "user", "content": body.message}]
                )
                return {"response": completion.choices[0].message.content}
            except RateLimitError as error:
                await asyncio.sleep(pause_of(error))
    raise HTTPException(503)
