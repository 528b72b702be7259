# wrong: loop-gone
# says: line 12: the client's open connection belongs to an event loop that is gone

import asyncio

app = FastAPI()
chain = prompt | llm | StrOutputParser()


@app.post("/translate")
def translate(body: Translation):
    return {"translation": asyncio.run(chain.ainvoke(body.model_dump()))}
