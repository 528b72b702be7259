# wrong: asks-again
# says: the deadline passed, and your app asked the model again

from openai import APITimeoutError

app = FastAPI()
impatient = openai_client.with_options(timeout=DEADLINE)


@app.post("/quick")
async def quick(body: Query):
    try:
        completion = await impatient.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.query}]
        )
    except APITimeoutError:
        raise HTTPException(504)
    return {"response": completion.choices[0].message.content}
