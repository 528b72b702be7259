# right: LangChain's `abatch`

from langchain_openai import ChatOpenAI

llm = ChatOpenAI(model=MODEL)


async def ask_both(first: str, second: str) -> list[str]:
    return [reply.text for reply in await llm.abatch([first, second])]
