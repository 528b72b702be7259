# right: LangChain's RunnableParallel, which puts the lookup into a thread

from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnableParallel, RunnablePassthrough

chain = (
    RunnableParallel(
        pages=store.as_retriever(search_kwargs={"k": 2}),
        order=RunnableLambda(find_order),
        question=RunnablePassthrough(),
    )
    | ChatPromptTemplate.from_template("Context: {pages} {order}\nQuestion: {question}")
    | llm
)
app = FastAPI()


@app.post("/answer")
async def answer(body: Question):
    return {"answer": (await chain.ainvoke(body.question)).text}
