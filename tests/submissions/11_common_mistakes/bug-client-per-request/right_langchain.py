# right: LangChain, which shares its client
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await ChatOpenAI(model=MODEL).ainvoke(body.message)
    return {"response": reply.text}
