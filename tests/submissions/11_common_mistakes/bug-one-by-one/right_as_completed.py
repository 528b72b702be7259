# right: as_completed, put back in order
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    async def ask(number, message):
        return number, (await llm.ainvoke(message)).text

    calls = [ask(*pair) for pair in enumerate(body.messages)]
    found = dict([await done for done in asyncio.as_completed(calls)])
    return {"responses": [found[number] for number in range(len(calls))]}
