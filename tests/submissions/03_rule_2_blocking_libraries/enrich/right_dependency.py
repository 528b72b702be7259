# right: the lookup in a `def` dependency, LangChain for the model
from typing import Annotated

from fastapi import Depends
from langchain_openai import ChatOpenAI

llm = ChatOpenAI(model=MODEL)
app = FastAPI()


def record_of(body: Message) -> dict:
    return archive.lookup(body.message)


@app.post("/enrich")
async def enrich(body: Message, record: Annotated[dict, Depends(record_of)]):
    reply = await llm.ainvoke([("system", record["text"]), ("user", body.message)])
    return {"record": record, "response": reply.text}
