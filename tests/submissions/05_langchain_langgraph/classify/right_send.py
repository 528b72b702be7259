# right: LangGraph's map and reduce, by `Send`, with its own limit
import operator
from typing import Annotated

from langgraph.types import Send


class Batch(TypedDict):
    texts: list[str]
    found: Annotated[list, operator.add]


async def label(one):
    reply = await (labeller | llm).ainvoke({"text": one["text"]})
    return {"found": [(one["number"], reply.text)]}


def spread(batch: Batch):
    return [Send("label", {"number": n, "text": text}) for n, text in enumerate(batch["texts"])]


graph = (
    StateGraph(Batch)
    .add_node("label", label)
    .add_conditional_edges(START, spread, ["label"])
    .add_edge("label", END)
    .compile()
)
app = FastAPI()


@app.post("/classify")
async def classify(body: Texts):
    batch = await graph.ainvoke({"texts": body.texts, "found": []}, {"max_concurrency": 4})
    return {"labels": [text for _, text in sorted(batch["found"])]}
