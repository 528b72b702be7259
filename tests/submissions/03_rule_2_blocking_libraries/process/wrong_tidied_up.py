# wrong: data-lost
# says: the archive was asked, but not with what the user sent
app = FastAPI()


@app.post("/process")
def process(body: Data):
    return {"result": archive.process(body.data.title())}
