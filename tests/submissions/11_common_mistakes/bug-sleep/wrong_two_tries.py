# wrong: gives-up-early
# says: the model stayed busy, and your app asked it 2 times, not 3 times
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    for attempt in range(2):
        try:
            completion = await once.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}]
            )
            return {"response": completion.choices[0].message.content}
        except RateLimitError as error:
            await asyncio.sleep(pause_of(error))
    raise HTTPException(503, "The model is busy.")
