# right: computes once to count and once more to be sure, each time in a thread

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    first = await asyncio.to_thread(embed, body.data)
    again = await asyncio.to_thread(embed, body.data)
    reply = await llm.ainvoke(body.data)
    return {"dimensions": min(len(first), len(again)), "response": reply.text}
