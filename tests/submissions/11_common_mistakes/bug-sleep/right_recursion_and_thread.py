# right: sleeps in a thread, in a helper that calls itself
import time

app = FastAPI()


async def ask(message: str, tries: int = 3) -> str:
    try:
        completion = await once.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": message}]
        )
    except RateLimitError as error:
        if tries == 1:
            raise
        await asyncio.to_thread(time.sleep, pause_of(error))
        return await ask(message, tries - 1)
    return completion.choices[0].message.content


@app.exception_handler(RateLimitError)
async def busy(request, error):
    from fastapi.responses import JSONResponse

    return JSONResponse({"detail": "busy"}, 503)


@app.post("/fixed")
async def fixed(body: Message):
    return {"response": await ask(body.message)}
