# right: a LangGraph map-reduce graph fans out with Send and gathers by index
import operator
from typing import Annotated, TypedDict

from langgraph.types import Send

app = FastAPI()


class State(TypedDict):
    query: str
    results: Annotated[list, operator.add]


async def work(job: dict):
    state = await agents[job["role"]].ainvoke({"messages": [("user", job["query"])]})
    return {"results": [(job["index"], state["messages"][-1].text)]}


def fan_out(state: State):
    return [
        Send("work", {"index": i, "role": role, "query": state["query"]})
        for i, role in enumerate(agents)
    ]


team = (
    StateGraph(State)
    .add_node("work", work)
    .add_conditional_edges(START, fan_out, ["work"])
    .add_edge("work", END)
    .compile()
)


@app.post("/multi-agent")
async def multi_agent(body: Query):
    out = await team.ainvoke({"query": body.query, "results": []})
    return {"results": [text for _, text in sorted(out["results"])]}
