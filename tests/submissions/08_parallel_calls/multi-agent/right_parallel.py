# right: LangChain's RunnableParallel and a response model

from langchain_core.runnables import RunnableParallel
from pydantic import BaseModel


class Results(BaseModel):
    results: list[str]


team = RunnableParallel(**agents)
app = FastAPI()


@app.post("/multi-agent", response_model=Results)
async def multi_agent(body: Query):
    states = await team.ainvoke({"messages": [("user", body.query)]})
    return {"results": [states[name]["messages"][-1].text for name in agents]}
