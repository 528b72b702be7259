# wrong: loop-held
# says: line 13: `model.chat.completions.create(…)` held the event loop while others waited
from openai import OpenAI

app = FastAPI()
model = OpenAI(max_retries=0)


@app.post("/fixed")
async def fixed(body: Message):
    for attempt in range(3):
        try:
            completion = model.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}]
            )
            return {"response": completion.choices[0].message.content}
        except RateLimitError as error:
            await asyncio.sleep(pause_of(error))
    raise HTTPException(503, "The model is busy.")
