# right: AnyIO's threads, and the record in the prompt of a chain
from anyio import to_thread
from fastapi import APIRouter
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

prompt = ChatPromptTemplate.from_template("{title}: {text}\n\n{message}")
chain = prompt | ChatOpenAI(model=MODEL) | StrOutputParser()
router = APIRouter()


@router.post("/enrich")
async def enrich(body: Message):
    record = await to_thread.run_sync(archive.lookup, body.message)
    response = await chain.ainvoke({**record, "message": body.message})
    return {"record": record, "response": response}


app = FastAPI()
app.include_router(router)
