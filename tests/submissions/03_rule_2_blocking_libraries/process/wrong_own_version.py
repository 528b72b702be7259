# wrong: model-not-asked
# says: `POST /process` replied without asking the archive
app = FastAPI()


@app.post("/process")
def process(body: Data):
    words = body.data.lower().split()
    return {"result": f"{' '.join(words)} ({len(words)} words)"}
