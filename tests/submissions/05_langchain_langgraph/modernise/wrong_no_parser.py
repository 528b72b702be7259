# wrong: wrong-type
# says: `translation` is an object, and the model's text is asked for

app = FastAPI()
chain = prompt | llm


@app.post("/translate")
async def translate(body: Translation):
    return {"translation": await chain.ainvoke({"text": body.text, "language": body.language})}
