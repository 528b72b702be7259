# wrong: loop-held
# says: line 10: `asyncio.run_coroutine_threadsafe(…).res…` held the event loop while others waited
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    loop = asyncio.get_running_loop()
    lookup = asyncio.to_thread(archive.lookup, body.message)
    record = asyncio.run_coroutine_threadsafe(lookup, loop).result()
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"{record['text']}\n\n{body.message}"}],
    )
    return {"record": record, "response": completion.choices[0].message.content}
