# right: wait_for around a coroutine with the SDK

app = FastAPI()


async def ask(query):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": query}]
    )
    return completion.choices[0].message.content


@app.post("/quick")
async def quick(body: Query):
    try:
        return {"response": await asyncio.wait_for(ask(body.query), timeout=DEADLINE)}
    except asyncio.TimeoutError as late:
        raise HTTPException(status_code=504, detail="too late") from late
