# right: tasks first, awaited in a loop afterwards
async def ask(message):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": message}]
    )
    return completion.choices[0].message.content


app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    tasks = [asyncio.create_task(ask(message)) for message in body.messages]
    return {"responses": [await task for task in tasks]}
