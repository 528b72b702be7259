# right: the client's own time-out, without retries

from openai import APITimeoutError

app = FastAPI()
impatient = openai_client.with_options(timeout=DEADLINE, max_retries=0)


@app.post("/quick")
async def quick(body: Query):
    try:
        completion = await impatient.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.query}]
        )
    except APITimeoutError:
        raise HTTPException(504, "The model took too long.")
    return {"response": completion.choices[0].message.content}
