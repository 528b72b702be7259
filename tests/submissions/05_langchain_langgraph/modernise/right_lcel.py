# right: prompt, model and parser in one chain

app = FastAPI()
chain = prompt | llm | StrOutputParser()


@app.post("/translate")
async def translate(body: Translation):
    return {"translation": await chain.ainvoke(body.model_dump())}
