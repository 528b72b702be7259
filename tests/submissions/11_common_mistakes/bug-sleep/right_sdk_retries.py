# right: the SDK does the tries, and heeds the header by itself
app = FastAPI()
patient = once.with_options(max_retries=2)


@app.post("/fixed")
async def fixed(body: Message):
    try:
        completion = await patient.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    except RateLimitError as error:
        raise HTTPException(503, "The model is busy.") from error
    return {"response": completion.choices[0].message.content}
