# wrong: loop-held
# says: line 11: `model.chat.completions.create(…)` held the event loop while others waited
from openai import OpenAI

app = FastAPI()
model = OpenAI()


@app.post("/fixed")
async def fixed(body: Message):
    completion = model.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
