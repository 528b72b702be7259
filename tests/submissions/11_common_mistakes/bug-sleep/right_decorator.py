# right: a retry decorator with asyncio.wait_for on an event that never comes
from functools import wraps

app = FastAPI()


def three_tries(function):
    @wraps(function)
    async def trying(*args, **kwargs):
        for _ in range(3):
            try:
                return await function(*args, **kwargs)
            except RateLimitError as error:
                await asyncio.sleep(int(error.response.headers["retry-after"]))
        raise HTTPException(503)

    return trying


@app.post("/fixed")
@three_tries
async def fixed(body: Message):
    completion = await once.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
