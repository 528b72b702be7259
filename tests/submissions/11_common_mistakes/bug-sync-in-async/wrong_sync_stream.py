# wrong: loop-held
# says: line 8: `(chunk.text for chunk in llm.stream(bod…` held the event loop while others waited
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    return {"response": "".join(chunk.text for chunk in llm.stream(body.message))}
