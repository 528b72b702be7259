# right: a plain def endpoint with the sync client, which may sleep in its thread
import time

from openai import OpenAI

sync_once = OpenAI(max_retries=0)
app = FastAPI()


@app.post("/fixed")
def fixed(body: Message):
    for attempt in range(3):
        try:
            completion = sync_once.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": body.message}]
            )
            return {"response": completion.choices[0].message.content}
        except RateLimitError as error:
            time.sleep(pause_of(error))
    raise HTTPException(503, "The model is busy.")
