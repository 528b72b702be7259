# wrong: prompt-lost
# says: the model was asked, but not what the user wrote

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "Summarize: {body.text}"}]
    )
    return {"summary": completion.choices[0].message.content}
