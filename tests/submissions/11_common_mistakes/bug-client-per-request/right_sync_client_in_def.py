# right: the client that blocks, made once, in a plain def
from openai import OpenAI

app = FastAPI()
model = OpenAI()


@app.post("/fixed")
def fixed(body: Message):
    completion = model.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
