# right: the given client
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
