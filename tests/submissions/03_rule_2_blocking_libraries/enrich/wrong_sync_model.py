# wrong: loop-held
# says: line 12: `sync_client.chat.completions.create(…)` held the event loop while others waited
from openai import OpenAI

sync_client = OpenAI()
app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    record = await asyncio.to_thread(archive.lookup, body.message)
    completion = sync_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"{record['text']}\n\n{body.message}"}],
    )
    return {"record": record, "response": completion.choices[0].message.content}
