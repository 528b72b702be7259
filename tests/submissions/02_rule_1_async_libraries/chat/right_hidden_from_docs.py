# right: a route that is left out of the documentation
app = FastAPI()


@app.post("/chat", include_in_schema=False)
async def chat(body: Message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.message}]
    )
    return {"response": completion.choices[0].message.content}
