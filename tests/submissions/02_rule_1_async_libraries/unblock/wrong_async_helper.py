# wrong: loop-held
# says: line 8: `sync_client.chat.completions.create(…)` held the event loop while others waited

app = FastAPI()


async def ask(text: str) -> str:
    completion = sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Summarize: {text}"}]
    )
    return completion.choices[0].message.content


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    return {"summary": await ask(body.text)}
