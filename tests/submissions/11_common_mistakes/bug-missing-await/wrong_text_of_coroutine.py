# wrong: missing-await
# says: ?
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    return {"response": f"{llm.ainvoke(body.message)}"}
