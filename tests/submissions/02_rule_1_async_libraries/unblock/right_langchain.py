# right: LangChain's async side

from langchain_core.messages import HumanMessage

app = FastAPI()


model = ChatOpenAI(model=MODEL, temperature=0)


@app.post("/summarize")
async def summarize(body: Text) -> dict[str, str]:
    reply = await model.ainvoke([HumanMessage(f"Summarize in a sentence: {body.text}")])
    return {"summary": reply.text}
