# wrong: missing-await
# says: line 8 never awaits `openai_client.chat.completions.create(…)`
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    completion = openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
