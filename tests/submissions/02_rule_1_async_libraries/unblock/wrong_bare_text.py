# wrong: task-lost
# says: the model got the text, and was not asked for a summary

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.text}]
    )
    return {"summary": completion.choices[0].message.content}
