# wrong: crash
# says: line 10: `chain.arun` raised AttributeError

app = FastAPI()
chain = prompt | llm | StrOutputParser()


@app.post("/translate")
async def translate(body: Translation):
    return {"translation": await chain.arun(text=body.text, language=body.language)}
