# wrong: loop-held
# says: line 9: `sync_client.chat.completions.create(…)` held the event loop while others waited

app = FastAPI()


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    completion = await sync_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Summarize: {body.text}"}]
    )
    return {"summary": completion.choices[0].message.content}
