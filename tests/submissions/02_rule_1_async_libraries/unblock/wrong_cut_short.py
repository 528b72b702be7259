# wrong: wrong-reply
# says: `summary` is not what the model replied to this user

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Summarize: {body.text}"}]
    )
    return {"summary": completion.choices[0].message.content[:20]}
