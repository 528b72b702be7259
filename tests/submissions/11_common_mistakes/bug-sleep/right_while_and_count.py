# right: counts the tries, and raises the last one's error as 503 at once
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    tried = 0
    while True:
        tried += 1
        try:
            completion = await once.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}]
            )
        except RateLimitError as error:
            if tried == 3:
                raise HTTPException(503, "The model is busy.") from error
            await asyncio.sleep(pause_of(error))
            continue
        return {"response": completion.choices[0].message.content}
