# wrong: pause-too-short
# says: the model asked for a pause, and was asked again before it was over
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    for attempt in range(3):
        try:
            completion = await once.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}]
            )
            return {"response": completion.choices[0].message.content}
        except RateLimitError:
            await asyncio.sleep(1)
    raise HTTPException(503, "The model is busy.")
