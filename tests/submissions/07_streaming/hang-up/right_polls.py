# right: asks whether the client is there, every so often

app = FastAPI()


@app.post("/long")
async def long(body: Message, request: Request):
    asking = asyncio.create_task(
        openai_client.chat.completions.create(
            model=MODEL, messages=[{"role": "user", "content": body.message}]
        )
    )
    while not asking.done():
        if await request.is_disconnected():
            asking.cancel()
            return {"response": ""}
        await asyncio.sleep(0.1)
    return {"response": asking.result().choices[0].message.content}
