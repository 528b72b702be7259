# wrong: client-per-request
# says: ?
app = FastAPI()
models = []


@app.post("/fixed")
async def fixed(body: Message):
    models.append(AsyncOpenAI())
    completion = await models[-1].chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
