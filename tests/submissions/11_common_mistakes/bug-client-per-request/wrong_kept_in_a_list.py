# wrong: client-per-request
# says: 4 requests in a row opened 4 connections to the model
app = FastAPI()
models = []


@app.post("/fixed")
async def fixed(body: Message):
    models.append(AsyncOpenAI())
    completion = await models[-1].chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
