# wrong: missing-await
# says: line 10 never awaits `chain.ainvoke(…)`

app = FastAPI()
chain = prompt | llm | StrOutputParser()


@app.post("/translate")
async def translate(body: Translation):
    return {"translation": chain.ainvoke({"text": body.text, "language": body.language})}
