# wrong: loop-busy
# says: line 18: `while time.monotonic() < until:` kept the event loop busy computing
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
            until = time.monotonic() + pause_of(error)
            while time.monotonic() < until:
                pass
    raise HTTPException(503, "The model is busy.")
