# right: a little longer than the model asks for, so that not all come back at once
import random

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
            if attempt < 2:
                await asyncio.sleep(pause_of(error) * random.uniform(1.2, 1.7))
    raise HTTPException(503, "The model is busy.")
