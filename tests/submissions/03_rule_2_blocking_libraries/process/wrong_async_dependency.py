# wrong: loop-held
# says: line 9: `archive.process(body.data)` held the event loop while others waited
from fastapi import Depends

app = FastAPI()


async def processed(body: Data) -> str:
    return archive.process(body.data)


@app.post("/process")
def process(result: str = Depends(processed)):
    return {"result": result}
