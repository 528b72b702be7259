# right: a plain def endpoint, in a thread
app = FastAPI()


@app.post("/fixed")
def fixed(body: Message):
    return {"response": llm.invoke(body.message).text}
