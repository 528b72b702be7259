# right: `async def` for all four, with threads for what cannot be awaited

import asyncio

from fastapi.concurrency import run_in_threadpool

app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.question}]
    )
    return {"answer": completion.choices[0].message.content}


@app.post("/ingest")
async def ingest(body: Document):
    return {"result": await run_in_threadpool(archive.process, body.document)}


@app.post("/similarity")
async def similarity(body: Pair):
    vectors = await asyncio.gather(
        asyncio.to_thread(embed, body.first), asyncio.to_thread(embed, body.second)
    )
    return {"similarity": cosine(*vectors)}


@app.get("/status")
async def status():
    return {"status": "ok"}
