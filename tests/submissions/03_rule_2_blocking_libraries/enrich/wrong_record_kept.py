# wrong: kept-value
# says: `POST /enrich` replied to a later user without asking the archive

from fastapi.concurrency import run_in_threadpool

app = FastAPI()
records = []


@app.post("/enrich")
async def enrich(body: Message):
    record = records[0] if records else await run_in_threadpool(archive.lookup, body.message)
    response = await llm_reply(f"{record['text']} {body.message}")
    records.append(record)
    return {"record": record, "response": response}


async def llm_reply(content):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": content}]
    )
    return completion.choices[0].message.content
