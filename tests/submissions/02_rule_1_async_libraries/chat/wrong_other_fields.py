# wrong: wrong-body
# says: `POST /chat` turned down the body {"message"}: `text` field required

app = FastAPI()


class Question(BaseModel):
    text: str


@app.post("/chat")
async def chat(body: Question):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.text}]
    )
    return {"response": completion.choices[0].message.content}
