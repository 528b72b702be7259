# right: an LCEL chain with a system prompt, behind a router, with a response model

from fastapi import APIRouter


class Reply(BaseModel):
    response: str


router = APIRouter()
prompt = ChatPromptTemplate.from_messages([("system", "You are kind."), ("user", "{message}")])
chain = prompt | llm | StrOutputParser()


@router.post("/ai-chat", response_model=Reply)
async def ai_chat(body: Message):
    return Reply(response=await chain.ainvoke({"message": body.message}))


app = FastAPI()
app.include_router(router)
