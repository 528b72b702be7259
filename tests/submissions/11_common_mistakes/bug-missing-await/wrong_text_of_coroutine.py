# wrong: missing-await
# says: line 8 never awaits `llm.ainvoke(body.message)`
app = FastAPI()


@app.post("/fixed")
async def fixed(body: Message):
    return {"response": f"{llm.ainvoke(body.message)}"}
