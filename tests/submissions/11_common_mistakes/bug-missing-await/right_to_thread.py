# right: keeps the sync call, in a thread
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    reply = await asyncio.to_thread(llm.invoke, body.message)
    return {"response": reply.content}
