# right: AnyIO's threads, a response model
from anyio import to_thread


class Chunks(BaseModel):
    chunks: list[str]


@app.post("/preprocess")
async def preprocess(body: Text) -> Chunks:
    return Chunks(chunks=await to_thread.run_sync(split, body.text))
