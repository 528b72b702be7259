# right: a chain with a parser, and an annotated body
from typing import Annotated

from fastapi import Body
from langchain_core.output_parsers import StrOutputParser

chain = llm | StrOutputParser()
app = FastAPI()


@app.post("/fixed")
async def fixed(message: Annotated[str, Body(embed=True)]) -> dict[str, str]:
    return {"response": await chain.ainvoke(message)}
