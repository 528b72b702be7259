# wrong: endless
# says: line 11: `llm.ainvoke(body.message)` goes on without end
app = FastAPI()


@app.post("/chat")
async def chat(body: Message) -> dict[str, str]:
    best = ""
    while len(best) < 1_000_000:
        # A longer reply would be better still.
        reply = await llm.ainvoke(body.message)
        best = max(best, reply.text, key=len)
    return {"response": best}
