# wrong: client-per-request
# says: ?
from openai import OpenAI

app = FastAPI()


@app.post("/fixed")
def fixed(body: Message):
    completion = OpenAI().chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
