# wrong: prompt-lost
# says: the model was asked, but not what the user wrote
app = FastAPI()
replies = []


@app.post("/fixed")
async def fixed(body: Message):
    if not replies:
        completion = await openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
        replies.append(completion.choices[0].message.content)
    return {"response": replies[0]}
