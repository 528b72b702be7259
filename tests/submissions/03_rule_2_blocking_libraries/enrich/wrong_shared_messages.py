# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
messages = [{"role": "system", "content": "You answer from records."}]
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    record = await asyncio.to_thread(archive.lookup, body.message)
    messages.append({"role": "user", "content": f"{record['text']}\n{body.message}"})
    completion = await openai_client.chat.completions.create(model=MODEL, messages=messages)
    return {"record": record, "response": completion.choices[0].message.content}
