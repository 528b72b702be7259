# wrong: loop-held
# says: line 17: `time.sleep(pause_of(error))` held the event loop while others waited
import time

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
            time.sleep(pause_of(error))
    raise HTTPException(503, "The model is busy.")
