# wrong: crash
# says: line 12: `(own | llm | StrOutputParser()).ainvoke…` raised KeyError

from langchain_core.prompts import ChatPromptTemplate

app = FastAPI()


@app.post("/translate")
async def translate(body: Translation):
    own = ChatPromptTemplate.from_template(f"Translate into {body.language}: {body.text}")
    return {"translation": await (own | llm | StrOutputParser()).ainvoke({})}
