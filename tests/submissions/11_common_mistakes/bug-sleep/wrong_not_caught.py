# wrong: no-retry
# says: the model was busy once, and the user got status 500 at once
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    completion = await once.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
