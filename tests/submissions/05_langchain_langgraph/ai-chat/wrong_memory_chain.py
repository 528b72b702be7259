# wrong: mixed-up
# says: the prompt of one user also holds what another one wrote
from langchain_core.chat_history import InMemoryChatMessageHistory
from langchain_core.runnables.history import RunnableWithMessageHistory

history = InMemoryChatMessageHistory()
talk = RunnableWithMessageHistory(llm, lambda session_id: history)
app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message):
    reply = await talk.ainvoke(body.message, config={"configurable": {"session_id": "1"}})
    return {"response": reply.text}
