# right: `run_in_threadpool`, the record in a system message as JSON
import json

from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.post("/enrich")
async def enrich(body: Message):
    record = await run_in_threadpool(archive.lookup, body.message)
    completion = await openai_client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": json.dumps(record)},
            {"role": "user", "content": body.message},
        ],
    )
    return {"record": record, "response": completion.choices[0].message.content}
