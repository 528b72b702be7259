# wrong: loop-held
# says: line 11: `with places:` held the event loop while others waited

import threading

app = FastAPI()
places = threading.Semaphore(LIMIT)


async def summarize(document):
    with places:
        return (await llm.ainvoke(document)).text


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    return {"summaries": await asyncio.gather(*map(summarize, body.documents))}
