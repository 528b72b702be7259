# wrong: loop-held
# says: line 8: `archive.lookup(body.message)` held the event loop while others waited
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    record = await archive.lookup(body.message)
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"{record['text']}\n\n{body.message}"}],
    )
    return {"record": record, "response": completion.choices[0].message.content}
