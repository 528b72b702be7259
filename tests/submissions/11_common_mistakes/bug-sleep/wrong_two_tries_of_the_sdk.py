# wrong: gives-up-early
# says: the model stayed busy, and your app asked it 2 times, not 3 times
app = FastAPI()
patient = once.with_options(max_retries=1)


@app.post("/fixed")
async def fixed(body: Message):
    try:
        completion = await patient.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    except RateLimitError:
        return {"response": "The model is busy."}
    return {"response": completion.choices[0].message.content}
