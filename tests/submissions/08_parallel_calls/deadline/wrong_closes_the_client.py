# wrong: crash
# says: line 13: `asyncio.wait_for(call, DEADLINE)` raised RuntimeError

app = FastAPI()


@app.post("/quick")
async def quick(body: Query):
    call = openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.query}]
    )
    try:
        completion = await asyncio.wait_for(call, DEADLINE)
    except TimeoutError:
        await openai_client.close()
        raise HTTPException(504)
    return {"response": completion.choices[0].message.content}
