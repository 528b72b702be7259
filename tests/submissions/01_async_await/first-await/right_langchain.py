# right: LangChain's async side

from langchain_openai import ChatOpenAI

llm = ChatOpenAI(model=MODEL)


async def ask(question: str) -> str:
    return (await llm.ainvoke(question)).text
