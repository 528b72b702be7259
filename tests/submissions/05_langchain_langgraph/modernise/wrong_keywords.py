# wrong: crash
# says: line 10: `chain.ainvoke(…)` raised TypeError

app = FastAPI()
chain = prompt | llm | StrOutputParser()


@app.post("/translate")
async def translate(body: Translation):
    return {"translation": await chain.ainvoke(text=body.text, language=body.language)}
