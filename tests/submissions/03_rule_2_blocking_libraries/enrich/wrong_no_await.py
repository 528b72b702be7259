# wrong: missing-await
# says: line 8 never awaits `asyncio.to_thread(…)`
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    record = asyncio.to_thread(archive.lookup, body.message)
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"{record['text']}\n\n{body.message}"}],
    )
    return {"record": record, "response": completion.choices[0].message.content}
