# wrong: client-per-request
# says: 4 requests in a row opened 4 connections to the model
from openai import OpenAI

app = FastAPI()


@app.post("/fixed")
def fixed(body: Message):
    completion = OpenAI().chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
