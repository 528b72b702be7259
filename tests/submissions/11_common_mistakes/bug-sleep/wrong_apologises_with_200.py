# wrong: failure-hidden
# says: the model stayed busy, and the user got status 200, not 503
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
            await asyncio.sleep(pause_of(error))
    return {"response": "Sorry, I am busy."}
