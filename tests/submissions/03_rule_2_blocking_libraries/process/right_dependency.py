# right: the blocking call in a `def` dependency
from typing import Annotated

from fastapi import Depends

app = FastAPI()


def processed(body: Data) -> str:
    return archive.process(body.data)


@app.post("/process")
async def process(result: Annotated[str, Depends(processed)]):
    return {"result": result}
