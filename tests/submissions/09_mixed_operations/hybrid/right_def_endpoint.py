# right: a def endpoint

app = FastAPI()


@app.post("/hybrid")
def hybrid(body: Ticket):
    vector = embed(body.data)
    return {"dimensions": len(vector), "response": llm.invoke(body.data).text}
