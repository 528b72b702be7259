# wrong: prompt-lost
# says: the model was asked, but not what the user wrote
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    record = await asyncio.to_thread(archive.lookup, body.message)
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": record["text"]}],
    )
    return {"record": record, "response": completion.choices[0].message.content}
