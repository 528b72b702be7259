# wrong: crash
# says: line 15: `asyncio.sleep(…)` raised TypeError
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
            await asyncio.sleep(error.response.headers["retry-after"])
    raise HTTPException(503, "The model is busy.")
