# right: a plain def endpoint with the archive's own call
app = FastAPI()


@app.post("/fixed")
def fixed(body: Message):
    reply = llm.invoke(body.message)
    archive.process(f"{body.message} → {reply.text}")
    return {"response": reply.text}
