# wrong: language-lost
# says: the model was asked to translate, but not into the user's language

app = FastAPI()
chain = prompt | llm | StrOutputParser()


@app.post("/translate")
async def translate(body: Translation):
    return {"translation": await chain.ainvoke({"text": body.text, "language": "French"})}
