# wrong: gives-up
# says: your app gave up a call that the model was still at work on

app = FastAPI()
places = asyncio.Semaphore(LIMIT)


async def summarize(document):
    async with places:
        try:
            async with asyncio.timeout(0.5):
                return (await llm.ainvoke(f"Summarize this: {document}")).text
        except TimeoutError:
            return "no summary in time"


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    return {"summaries": await asyncio.gather(*map(summarize, body.documents))}
