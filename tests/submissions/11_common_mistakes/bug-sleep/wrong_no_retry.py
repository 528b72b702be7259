# wrong: no-retry
# says: the model was busy once, and the user got status 503 at once
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    try:
        completion = await once.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    except RateLimitError as error:
        raise HTTPException(503, "The model is busy.") from error
    return {"response": completion.choices[0].message.content}
