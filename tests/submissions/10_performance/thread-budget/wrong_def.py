# wrong: thread-budget
# says: 40 of 60 callers reached the archive; the others had to wait
app = FastAPI()
app.include_router(reports)


@app.get("/slow")
def slow():
    return {"result": archive.process("the long report")}
