# wrong: endless
# says: line 10: `llm.invoke(body.message)` goes on without end
app = FastAPI()


@app.post("/chat")
def chat(body: Message) -> dict[str, str]:
    best = ""
    while len(best) < 1_000_000:
        reply = llm.invoke(body.message)
        best = max(best, reply.text, key=len)
    return {"response": best}
