# right: a prompt of its own, a function as the chain's last part, `Annotated` bodies

from typing import Annotated

from fastapi import Body

app = FastAPI()
own = ChatPromptTemplate.from_messages(
    [("system", "You translate into {language}."), ("user", "{text}")]
)
chain = own | llm | (lambda message: message.content)


@app.post("/translate")
async def translate(text: Annotated[str, Body()], language: Annotated[str, Body()]):
    return {"translation": await chain.ainvoke({"text": text, "language": language})}
