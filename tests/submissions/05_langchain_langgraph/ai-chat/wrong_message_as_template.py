# wrong: crash
# says: line 12: `chain.ainvoke({})` raised KeyError

from langchain_core.prompts import ChatPromptTemplate

app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    chain = ChatPromptTemplate.from_template(body.message) | llm
    return {"response": (await chain.ainvoke({})).text}
