# right: a def endpoint; the sync client gives its socket up at the deadline

from openai import APITimeoutError, OpenAI

app = FastAPI()
impatient = OpenAI(timeout=DEADLINE, max_retries=0)


@app.post("/quick")
def quick(body: Query):
    try:
        completion = impatient.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.query}]
        )
    except APITimeoutError:
        raise HTTPException(504, "The model took too long.")
    return {"response": completion.choices[0].message.content}
