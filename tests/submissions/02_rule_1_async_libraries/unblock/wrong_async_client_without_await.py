# wrong: missing-await
# says: line 9 never awaits `openai_client.chat.completions.create(…)`

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    completion = openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Summarize: {body.text}"}]
    )
    return {"summary": completion.choices[0].message.content}
