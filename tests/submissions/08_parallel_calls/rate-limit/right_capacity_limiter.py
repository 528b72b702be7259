# right: AnyIO's capacity limiter and task group, with the SDK

import anyio

app = FastAPI()
limiter = anyio.CapacityLimiter(LIMIT)


@app.post("/summarize-all")
async def summarize_all(body: Documents):
    summaries = [""] * len(body.documents)

    async def summarize(number, document):
        async with limiter:
            completion = await openai_client.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": document}]
            )
        summaries[number] = completion.choices[0].message.content

    async with anyio.create_task_group() as group:
        for number, document in enumerate(body.documents):
            group.start_soon(summarize, number, document)
    return {"summaries": summaries}
