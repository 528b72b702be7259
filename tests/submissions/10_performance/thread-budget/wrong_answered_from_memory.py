# wrong: model-not-asked
# says: `GET /slow` replied without asking the archive
from functools import cache

app = FastAPI()
app.include_router(reports)


@app.get("/slow")
async def slow():
    return {"result": "the long report (3 words)"}
