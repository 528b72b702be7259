# wrong: loop-gone
# says: line 9: the client's open connection belongs to an event loop that is gone
import asyncio

app = FastAPI()


async def reply_to(message: str, text: str) -> str:
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"Answer from this record: {text}\n{message}"}],
    )
    return completion.choices[0].message.content


@app.post("/enrich")
def enrich(body: Message):
    record = archive.lookup(body.message)
    return {"record": record, "response": asyncio.run(reply_to(body.message, record["text"]))}
