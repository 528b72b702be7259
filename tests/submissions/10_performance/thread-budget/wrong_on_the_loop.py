# wrong: loop-held
# says: line 9: `archive.process("the long report")` held the event loop while others waited
app = FastAPI()
app.include_router(reports)


@app.get("/slow")
async def slow():
    return {"result": archive.process("the long report")}
