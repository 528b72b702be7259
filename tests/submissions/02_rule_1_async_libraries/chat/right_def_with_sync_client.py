# right: a plain endpoint around the sync client: FastAPI runs it in a thread

app = FastAPI()


@app.post("/chat")
def chat(body: Message):
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
