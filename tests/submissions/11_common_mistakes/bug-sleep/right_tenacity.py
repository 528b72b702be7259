# right: tenacity with a wait of its own
from tenacity import retry, retry_if_exception_type, stop_after_attempt

app = FastAPI()


@retry(
    retry=retry_if_exception_type(RateLimitError),
    stop=stop_after_attempt(3),
    wait=lambda state: pause_of(state.outcome.exception()),
    reraise=True,
)
async def ask(message):
    return await once.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )


@app.post("/fixed")
async def fixed(body: Message):
    try:
        completion = await ask(body.message)
    except RateLimitError:
        raise HTTPException(503, "busy") from None
    return {"response": completion.choices[0].message.content}
