# right: computes in a def dependency, which FastAPI runs in a thread

from typing import Annotated

from fastapi import Depends

app = FastAPI()


def vector_of(body: Ticket) -> list[float]:
    return embed(body.data)


@app.post("/hybrid")
async def hybrid(body: Ticket, vector: Annotated[list[float], Depends(vector_of)]):
    completion = await openai_client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": body.data}]
    )
    return {"dimensions": len(vector), "response": completion.choices[0].message.content}
