# right: a dependency with yield, of function scope, records before the reply goes out
from fastapi import Depends

app = FastAPI()


async def auditor():
    entries = []
    yield entries
    for message, response in entries:
        await audit(message, response)


@app.post("/fixed")
async def fixed(body: Message, entries=Depends(auditor, scope="function")):
    reply = await llm.ainvoke(body.message)
    entries.append((body.message, reply.text))
    return {"response": reply.text}
