# right: an LCEL chain that keeps the pages

from operator import itemgetter

from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough


def text_of(pages):
    return "\n\n".join(page.page_content for page in pages)


prompt = ChatPromptTemplate.from_messages(
    [("system", "Answer from these pages:\n{context}"), ("human", "{question}")]
)
chain = RunnablePassthrough.assign(
    pages=itemgetter("question") | store.as_retriever(search_kwargs={"k": 2})
) | RunnablePassthrough.assign(
    answer=RunnablePassthrough.assign(context=lambda found: text_of(found["pages"]))
    | prompt
    | llm
    | StrOutputParser()
)
app = FastAPI()


@app.post("/rag-pipeline")
async def rag_pipeline(body: Question):
    found = await chain.ainvoke({"question": body.question})
    return {
        "answer": found["answer"],
        "sources": [page.metadata["source"] for page in found["pages"]],
    }
