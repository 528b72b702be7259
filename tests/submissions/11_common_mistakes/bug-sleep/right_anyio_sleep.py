# right: anyio.sleep, and no pause after the last try
import anyio

app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    tries = 0
    while True:
        tries += 1
        try:
            completion = await once.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}]
            )
        except RateLimitError as error:
            if tries == 3:
                raise HTTPException(status_code=503) from error
            await anyio.sleep(pause_of(error))
        else:
            return {"response": completion.choices[0].message.content}
