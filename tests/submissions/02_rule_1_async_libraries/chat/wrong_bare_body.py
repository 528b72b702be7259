# wrong: wrong-body
# says: `POST /chat` takes the whole body for one value, and not for an object
from fastapi import Body

app = FastAPI()


@app.post("/chat")
async def chat(message: str = Body()):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return {"response": completion.choices[0].message.content}
