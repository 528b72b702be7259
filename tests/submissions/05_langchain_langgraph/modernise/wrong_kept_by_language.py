# wrong: kept-value
# says: `POST /translate` replied to a later user without asking the model

app = FastAPI()
chain = prompt | llm | StrOutputParser()
translations = {}


@app.post("/translate")
async def translate(body: Translation):
    if body.language not in translations:
        values = {"text": body.text, "language": body.language}
        translations[body.language] = await chain.ainvoke(values)
    return {"translation": translations[body.language]}
