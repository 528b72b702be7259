# right: the graph as part of a chain

from langchain_core.output_parsers import StrOutputParser

chain = agent | (lambda state: state["messages"][-1]) | StrOutputParser()

app = FastAPI()


@app.post("/agent")
async def ask_agent(body: Query):
    return {"result": await chain.ainvoke({"messages": [("user", body.query)]})}
