# wrong: loop-held
# says: line 12: `llm.invoke(body.message)` held the event loop while others waited

app = FastAPI()


llm = ChatOpenAI(model=MODEL)


@app.post("/chat")
async def chat(body: Message):
    return {"response": llm.invoke(body.message).text}
