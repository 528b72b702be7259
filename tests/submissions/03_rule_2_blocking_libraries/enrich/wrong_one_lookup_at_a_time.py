# wrong: one-by-one
# says: only 1 of 3 calls reached the archive while it held its replies
turn = asyncio.Lock()
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    async with turn:
        record = await asyncio.to_thread(archive.lookup, body.message)
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"{record['text']}\n\n{body.message}"}],
    )
    return {"record": record, "response": completion.choices[0].message.content}
