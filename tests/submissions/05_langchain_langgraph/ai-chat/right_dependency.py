# right: the model comes by dependency injection, the call as a class

from fastapi import Depends
from langchain_core.messages import HumanMessage, SystemMessage


class Chat:
    def __init__(self, model):
        self.model = model

    async def __call__(self, message: str) -> str:
        reply = await self.model.ainvoke([SystemMessage("Be brief."), HumanMessage(message)])
        return reply.content


def get_chat() -> Chat:
    return Chat(ChatOpenAI(model=MODEL))


app = FastAPI()


@app.post("/ai-chat")
async def ai_chat(body: Message, chat: Chat = Depends(get_chat)):
    return {"response": await chat(body.message)}
