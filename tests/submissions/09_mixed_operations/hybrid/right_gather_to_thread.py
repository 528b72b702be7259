# right: computes in a thread and asks at the same time

app = FastAPI()


@app.post("/hybrid")
async def hybrid(body: Ticket):
    vector, reply = await asyncio.gather(
        asyncio.to_thread(embed, body.data), llm.ainvoke(f"Answer this ticket: {body.data}")
    )
    return {"dimensions": len(vector), "response": reply.text}
