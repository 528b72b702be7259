# wrong: order-lost
# says: the replies stand in the order in which they came, not in that of the messages
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Messages):
    calls = [llm.ainvoke(message) for message in body.messages]
    return {"responses": [(await done).text for done in asyncio.as_completed(calls)]}
