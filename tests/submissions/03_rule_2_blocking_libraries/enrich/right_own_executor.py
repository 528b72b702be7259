# right: an executor of its own
from concurrent.futures import ThreadPoolExecutor

threads = ThreadPoolExecutor(max_workers=10)
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    loop = asyncio.get_running_loop()
    record = await loop.run_in_executor(threads, archive.lookup, body.message)
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"{record['text']}\n\n{body.message}"}],
    )
    return {"record": record, "response": completion.choices[0].message.content}
