# wrong: other-call
# says: your app called `archive.process`, where `archive.lookup` is asked for
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    text = await asyncio.to_thread(archive.process, body.message)
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"{text}\n\n{body.message}"}],
    )
    return {"record": {"text": text}, "response": completion.choices[0].message.content}
