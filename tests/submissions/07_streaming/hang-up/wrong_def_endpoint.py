# wrong: keeps-paying
# says: the client has left, and the model is still working for it

app = FastAPI()


@app.post("/long")
def long(body: Message):
    return {"response": llm.invoke(body.message).text}
