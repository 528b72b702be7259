# wrong: loop-held
# says: line 8: `archive.lookup(body.message)` held the event loop while others waited
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    record = archive.lookup(body.message)
    record = await asyncio.to_thread(dict, record)
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"{record['text']}\n\n{body.message}"}],
    )
    return {"record": record, "response": completion.choices[0].message.content}
