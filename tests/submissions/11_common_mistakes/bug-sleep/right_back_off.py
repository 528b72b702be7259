# right: waits as long as it is asked to, and twice as long each time where that is longer
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    for attempt in range(3):
        try:
            completion = await once.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}]
            )
            return {"response": completion.choices[0].message.content}
        except RateLimitError as error:
            await asyncio.sleep(max(pause_of(error), 2**attempt))
    raise HTTPException(503, "The model is busy.")
