# right: awaits LangChain instead of the SDK

app = FastAPI()


llm = ChatOpenAI(model=MODEL)


@app.post("/chat")
async def chat(body: Message):
    reply = await llm.ainvoke(body.message)
    return {"response": reply.text}
