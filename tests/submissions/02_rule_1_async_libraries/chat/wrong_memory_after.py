# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
history = []
app = FastAPI()


@app.post("/chat")
async def chat(body: Message):
    messages = [*history, {"role": "user", "content": body.message}]
    completion = await openai_client.chat.completions.create(model=MODEL, messages=messages)
    text = completion.choices[0].message.content
    history.extend([messages[-1], {"role": "assistant", "content": text}])
    return {"response": text}
